package reports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

// others are the formats beside table and JSON, which have tests of their own.
func others() []string { return Formats()[2:] }

func TestGoldenOfFormats(t *testing.T) {
	for _, format := range others() {
		for name, r := range map[string]*result.Report{"sample": sample(), "hostile": hostile()} {
			t.Run(format+" "+name, func(t *testing.T) {
				got := render(t, format, r, Options{ShowPassed: true, Catalogue: frameworksOf()})
				path := filepath.Join("testdata", "formats", name+"."+format)
				if *update {
					if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s differs (write it with -update):\n%s", path, got)
				}
			})
		}
	}
}

// countsOf counts the findings that a format shows, by status and control.
type countsOf func(t *testing.T, text string) map[string]int

func counters() map[string]countsOf {
	return map[string]countsOf{
		FormatSARIF: sarifCounts, FormatJUnit: junitCounts, FormatMarkdown: markdownCounts, FormatCSV: csvCounts,
		FormatGitHub: githubCounts, FormatHTML: htmlCounts, FormatOSCAL: oscalCounts, FormatPrometheus: prometheusCounts,
		FormatPolicyReport: policyCounts, FormatOpenReports: policyCounts,
		FormatXCCDF: xccdfCounts, FormatARF: xccdfCounts, FormatOCSF: ocsfCounts,
		FormatGitLab: codeQualityCounts,
	}
}

func TestEveryFormatCarriesEveryFinding(t *testing.T) {
	for _, format := range others() {
		if counters()[format] == nil {
			t.Errorf("%s: nothing counts its findings", format)
		}
	}
	for name, r := range corpora(t) {
		carriesAll(t, name, r, Options{ShowPassed: true, Catalogue: frameworksOf()})
	}
	for name, r := range map[string]*result.Report{"sample": sample(), "various": various(), "clear": clear()} {
		for _, least := range append(result.Severities(), "") {
			for _, passed := range []bool{false, true} {
				carriesAll(t, name, r, Options{MinSeverity: least, ShowPassed: passed})
			}
		}
	}
}

// carriesAll holds each format to what o shows of a report, by status and control.
func carriesAll(t *testing.T, name string, r *result.Report, o Options) {
	t.Helper()
	want := map[string]int{}
	for f := range o.everything(r) {
		want[string(f.Status)+" "+f.Control]++
	}
	for format, counts := range counters() {
		if got := counts(t, render(t, format, r, o)); !maps.Equal(got, want) {
			t.Errorf("%s, %s from %q on, passes %t: %v, want %v", format, name, o.MinSeverity, o.ShowPassed, got, want)
		}
	}
}

func sarifCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID       string `json:"ruleId"`
				Kind         string
				Suppressions []any
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, one := range log.Runs[0].Results {
		status := map[string]string{"fail": "fail", "open": "unknown", "pass": "pass"}[one.Kind]
		if len(one.Suppressions) > 0 {
			status = "waived"
		}
		counts[status+" "+one.RuleID]++
	}
	return counts
}

func junitCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	var suites struct {
		Suites []struct {
			Name                    string `xml:"name,attr"`
			Tests, Failures, Errors int    `xml:",attr"`
			Cases                   []struct {
				Failure, Error *struct{}
				Skipped        *string `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	// encoding/xml matches names exactly.
	text = regexp.MustCompile(`(tests|failures|errors)="`).ReplaceAllStringFunc(text, func(s string) string { return strings.ToUpper(s[:1]) + s[1:] })
	text = strings.NewReplacer("<failure", "<Failure", "</failure", "</Failure", "<error", "<Error", "</error", "</Error").Replace(text)
	if err := xml.Unmarshal([]byte(text), &suites); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range suites.Suites {
		failures, errors := 0, 0
		for _, c := range s.Cases {
			status := "pass"
			switch {
			case c.Failure != nil:
				status = "fail"
				failures++
			case c.Error != nil:
				status = "unknown"
				errors++
			case c.Skipped != nil && strings.HasPrefix(*c.Skipped, "waived"):
				status = "waived"
			case c.Skipped != nil:
				status = "unknown"
			}
			if s.Name != "targets" {
				counts[status+" "+s.Name]++
			}
		}
		if s.Tests != len(s.Cases) || s.Failures != failures || s.Errors != errors {
			t.Errorf("suite %s counts %d, %d, %d and has %d, %d, %d", s.Name, s.Tests, s.Failures, s.Errors, len(s.Cases), failures, errors)
		}
	}
	return counts
}

func markdownCounts(_ *testing.T, text string) map[string]int {
	counts := map[string]int{}
	status, control := "", ""
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "## "):
			status = map[string]string{"Failures": "fail", "Unknown": "unknown", "Waived": "waived", "Passed": "pass"}[strings.TrimSpace(line[3:])]
		case strings.HasPrefix(line, "### "):
			control = strings.Split(line, "`")[1]
		case strings.HasPrefix(line, "- ") && status != "":
			counts[status+" "+control]++
		}
	}
	return counts
}

func htmlCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	_, text, _ = strings.Cut(text, `<script type="application/json" id="data">`)
	text, _, _ = strings.Cut(text, "</script>")
	var data struct {
		Controls []struct{ ID string }
		Findings [][]any
	}
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, f := range data.Findings {
		counts[f[2].(string)+" "+data.Controls[int(f[0].(float64))].ID]++
	}
	return counts
}

func oscalCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	var document struct {
		Results struct {
			Results []struct {
				Observations []struct {
					UUID  string
					Props []struct{ Name, Value string }
				}
				Findings []struct {
					Related []struct {
						UUID string `json:"observation-uuid"`
					} `json:"related-observations"`
				}
			}
		} `json:"assessment-results"`
	}
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	counts, known := map[string]int{}, map[string]bool{}
	for _, one := range document.Results.Results[0].Observations {
		props := map[string]string{}
		for _, p := range one.Props {
			props[p.Name] = p.Value
		}
		counts[props["status"]+" "+props["control"]]++
		if known[one.UUID] {
			t.Errorf("two observations are %s", one.UUID)
		}
		known[one.UUID] = true
	}
	for _, f := range document.Results.Results[0].Findings {
		for _, related := range f.Related {
			if !known[related.UUID] {
				t.Errorf("no observation is %s", related.UUID)
			}
		}
	}
	return counts
}

func csvCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, row := range rows[1:] {
		counts[row[0]+" "+row[2]]++
	}
	return counts
}

// codeQualityCounts also holds each issue to what GitLab asks of one: its documentation lists the fields.
func codeQualityCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	var issues []map[string]any
	if err := json.Unmarshal([]byte(text), &issues); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	counts, seen := map[string]int{}, map[any]bool{}
	for _, issue := range issues {
		location, _ := issue["location"].(map[string]any)
		lines, _ := location["lines"].(map[string]any)
		path, _ := location["path"].(string)
		begin, _ := lines["begin"].(float64)
		name, _ := issue["check_name"].(string)
		description, _ := issue["description"].(string)
		severity, _ := issue["severity"].(string)
		if seen[issue["fingerprint"]] || path == "" || strings.HasPrefix(path, "./") || begin < 1 || name == "" || description == "" ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, severity) {
			t.Errorf("no issue for GitLab, or one twice: %v", issue)
		}
		seen[issue["fingerprint"]] = true
		if name == notRead {
			continue
		}
		status := result.Fail
		for _, other := range []result.Status{result.Unknown, result.Waived, result.Pass} {
			if severity == "info" && strings.HasPrefix(description, string(other)) {
				status = other
			}
		}
		counts[string(status)+" "+name]++
	}
	return counts
}

func githubCounts(_ *testing.T, text string) map[string]int {
	counts := map[string]int{}
	command := regexp.MustCompile(`^::(?:error|warning|notice) .*title=(?:(unknown|waived|pass)[^:]*%2C )?(?:critical|high|medium|low) ([^:,]+)::`)
	waived := regexp.MustCompile(`^::notice .*title=waived.*%2C (?:critical|high|medium|low) ([^:,]+)::`)
	for line := range strings.Lines(text) {
		if m := waived.FindStringSubmatch(line); m != nil {
			counts["waived "+m[1]]++
		} else if m := command.FindStringSubmatch(line); m != nil {
			status := m[1]
			if status == "" {
				status = "fail"
			}
			counts[status+" "+m[2]]++
		}
	}
	return counts
}

func prometheusCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	sample := regexp.MustCompile(`(?m)^bulkhead_findings\{.*control="([^"]+)",.*status="([a-z]+)"\} (\d+)$`)
	for _, m := range sample.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[3])
		if err != nil {
			t.Fatal(err)
		}
		counts[m[2]+" "+m[1]] += n
	}
	return counts
}

// devious is a report whose names are syntax in one format or another.
func devious(name string) *result.Report {
	b := newBuilder()
	b.target(name, "files", "v1", "partial", map[string]int{"kubernetes/pod": 1}, result.Problem{What: name, Error: name, File: name, Line: 1})
	b.sampleControls()
	for _, status := range []result.Status{result.Fail, result.Unknown, result.Waived, result.Pass} {
		evidence := result.Evidence{Path: name, File: name, Line: 3, Object: name}
		evidence.Value, _ = json.Marshal(name)
		f := b.add(status, "kubernetes/host-pid", "t n/r/n p", name, evidence)
		f.Subject = result.Subject{Target: name, Kind: "kubernetes/pod", Resource: name, Namespace: name, Name: name, Part: name}
		switch status {
		case result.Unknown:
			f.Reason = "unread"
		case result.Waived:
			f.Waiver = &result.Waiver{Owner: name, Reason: name, Expires: "2027-01-01"}
		}
	}
	return b.build()
}

// deviousNames are what may stand where a name should.
func deviousNames() []string {
	return []string{
		"\x1b[31mred\x07\u009b1m\x00", "a\u202egnp.exe\u2066", `"quoted" 'and' \more\`, "<script>alert(1)</script>", "]]><!-- --><![CDATA[",
		"=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "-1+1", "＝1+1", "a\n::error::b", "::set-output name=a::b", "%0A::error::b", "a,b;c\td",
		"a`b``c", "| a | b |", "[a](https://example.com)", "@someone #1 www.example.com https://example.com", "{0} {{", "\xff\xfe", "a{b=\"c\"} 1\n# HELP",
		"</script><script>alert(1)</script>", "&amp;&lt;", "日本語", " ", "../../../etc/passwd",
	}
}

func TestFormatsEscapeNames(t *testing.T) {
	for _, name := range append(deviousNames(), randomNames(t)...) {
		plain := devious("name")
		for format, counts := range counters() {
			text := render(t, format, devious(name), Options{ShowPassed: true})
			for _, r := range text {
				if r != '\n' && unsafe(r) {
					t.Errorf("%s of %q holds %U", format, name, r)
					break
				}
			}
			if !bytes.Equal([]byte(strings.ToValidUTF8(text, "")), []byte(text)) {
				t.Errorf("%s of %q is not UTF-8", format, name)
			}
			if lines := strings.Count(render(t, format, plain, Options{ShowPassed: true}), "\n"); strings.Count(text, "\n") != lines {
				t.Errorf("%s of %q has %d lines, want %d:\n%s", format, name, strings.Count(text, "\n"), lines, text)
			}
			got := counts(t, text)
			for _, status := range []string{"fail", "unknown", "waived", "pass"} {
				if got[status+" kubernetes/host-pid"] != 1 {
					t.Errorf("%s of %q counts %v", format, name, got)
				}
			}
		}
	}
}

func TestCSVStartsNoFormula(t *testing.T) {
	for _, name := range append(deviousNames(), randomNames(t)...) {
		rows, err := csv.NewReader(strings.NewReader(render(t, FormatCSV, devious(name), Options{}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, text := range row {
				if start := strings.TrimSpace(text); start != "" && strings.ContainsAny(start[:1], "=+-@\t") {
					t.Errorf("%q starts a formula", text)
				}
			}
		}
	}
}

func TestWorkflowCommandsAreOnlyOurs(t *testing.T) {
	for _, name := range append(deviousNames(), randomNames(t)...) {
		for line := range strings.Lines(render(t, FormatGitHub, devious(name), Options{})) {
			properties, data, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
			_, properties, spaced := strings.Cut(properties, " ")
			if !ok || !spaced || !regexp.MustCompile(`^::(error|warning|notice) `).MatchString(line) {
				t.Errorf("%q is no command", line)
			}
			for _, property := range strings.Split(properties, ",") {
				if !regexp.MustCompile(`^(file|line|endLine|col|title)=[^:]*$`).MatchString(property) {
					t.Errorf("%q of %q is no property", property, name)
				}
			}
			if regexp.MustCompile(`%[^0-9A-F]`).MatchString(strings.TrimSpace(data)) {
				t.Errorf("%q has a bare percent sign", data)
			}
		}
	}
}

func TestMarkdownCode(t *testing.T) {
	for in, want := range map[string]string{
		"a": "`a`", "a`b": "``a`b``", "`a``": "``` `a`` ```", "": "(none)", " ": "(none)", "a\nb": "`a b`",
	} {
		if got := code(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestFileURI(t *testing.T) {
	for in, want := range map[string]string{
		"deploy/a.yaml": "deploy/a.yaml", "./deploy/a b.yaml": "deploy/a%20b.yaml", "/srv/a.yaml": "file:///srv/a.yaml",
		"kubernetes:prod/shop": "kubernetes%3Aprod/shop", "a?b#c%d": "a%3Fb%23c%25d", "a\nb": "a%0Ab",
	} {
		if got := fileURI(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	r := large(50_000)
	for _, format := range others() {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(io.Discard, format, r, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
