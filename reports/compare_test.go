package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/compare"
	"bulkhead/audit/result"
	"bulkhead/testdata/generated"
)

func compared(t *testing.T, older, newer *result.Report) *compare.Comparison {
	t.Helper()
	c, err := compare.Reports(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func renderComparison(t *testing.T, format string, c *compare.Comparison, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteComparison(&b, format, c, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// later is the sample some time later: something of every change.
func later() *result.Report {
	b := newBuilder()
	b.report.Tool.Policies = "sha256:" + strings.Repeat("1f", 32)
	b.target("kubernetes:prod", "kubernetes", "v1.37.2", "complete", map[string]int{"kubernetes/container": 1204})
	b.target("./deploy", "files", "", "partial", map[string]int{"kubernetes/container": 14})
	b.target("./other", "files", "", "complete", map[string]int{"kubernetes/container": 1})
	b.sampleControls()
	b.control(result.Control{ID: "kubernetes/host-ipc", Title: "Pods must not share the node's memory segments", Severity: result.High, Subject: "kubernetes/pod", Remediation: "Remove hostIPC."})
	for f := range sample().Findings {
		if f.Subject.Target == "./deploy" && f.Status == result.Fail || f.Subject.Target == "qemu:///system" || strings.HasSuffix(f.Subject.Name, "-03") {
			continue
		}
		severity := f.Severity
		if strings.HasSuffix(f.Subject.Name, "-05") {
			severity = result.Critical
		}
		status := f.Status
		switch {
		case f.Status == result.Waived:
			status = result.Fail
		case strings.HasSuffix(f.Subject.Name, "-07"):
			status = result.Unknown
		case strings.HasSuffix(f.Subject.Name, "-09"):
			status = result.Waived
		}
		copied := b.add(status, f.Control, f.Subject.Target+" "+f.Subject.Namespace+"/"+f.Subject.Resource+"/"+f.Subject.Name+" "+f.Subject.Part, f.Message, f.Evidence...)
		*copied = *f
		copied.Severity, copied.Status, copied.Waiver = severity, status, nil
		switch status {
		case result.Unknown:
			copied.Reason = "unread"
		case result.Waived:
			copied.Waiver = &result.Waiver{Owner: "me", Reason: "because", Expires: "2027-01-01"}
		}
	}
	b.add(result.Fail, "kubernetes/host-ipc", "kubernetes:prod shop/Deployment/service-01", "shares them", at("spec.hostIPC", "true", "false", ""))
	b.add(result.Fail, "kubernetes/host-pid", "./other shop/Deployment/service-01", "shares it", at("spec.hostPID", "true", "false", "a.yaml:3"))
	return b.build()
}

func TestGoldenOfComparisons(t *testing.T) {
	c := compared(t, sample(), later())
	for _, format := range ComparisonFormats() {
		got := renderComparison(t, format, c, Options{Gate: &Gate{Threshold: result.High}})
		path := filepath.Join("testdata", "compare", format+".golden")
		if *update {
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
	}
}

func comparisonValidator(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for id, text := range map[string][]byte{"urn:bulkhead:report:v1": Schema(), "urn:bulkhead:comparison:v1": ComparisonJSONSchema()} {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		closeObjects(value)
		if err := compiler.AddResource(id, value); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("urn:bulkhead:comparison:v1")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestComparisonsFollowTheSchema(t *testing.T) {
	schema := comparisonValidator(t)
	pairs := map[string]*compare.Comparison{"later": compared(t, sample(), later()), "earlier": compared(t, later(), sample()), "empty": compared(t, nothing(), nothing())}
	for i, name := range deviousNames() {
		pairs[fmt.Sprint("devious ", i)] = compared(t, one(), devious(name))
	}
	for name, c := range pairs {
		text := renderComparison(t, FormatJSON, c, Options{})
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, bad := range []string{strings.Replace(text, `"cause":`, `"because":`, 1), strings.Replace(text, `"change":"`, `"change":"un`, 1)} {
			if value, err := jsonschema.UnmarshalJSON(strings.NewReader(bad)); bad != text && err == nil && schema.Validate(value) == nil {
				t.Error("the schema accepts what is wrong")
			}
		}
	}
}

// Every format shows every difference; the table by what it lists and what it counts as left out.
func TestComparisonsShowEveryDifference(t *testing.T) {
	c := compared(t, sample(), later())
	for _, least := range append(result.Severities(), "") {
		o := Options{MinSeverity: least, Width: 400}
		want := map[string]int{}
		for i := range c.Differences {
			if d := &c.Differences[i]; o.shows(d.Finding.Severity) && d.Change != compare.Unchanged {
				want[changeTitle(d.Change)]++
			}
		}
		var document struct {
			Differences []struct{ Change compare.Change }
		}
		if err := json.Unmarshal([]byte(renderComparison(t, FormatJSON, c, o)), &document); err != nil {
			t.Fatal(err)
		}
		inJSON := map[string]int{}
		for _, d := range document.Differences {
			if d.Change != compare.Unchanged {
				inJSON[changeTitle(d.Change)]++
			}
		}
		inMarkdown, inTable := map[string]int{}, map[string]int{}
		section := ""
		for line := range strings.Lines(renderComparison(t, FormatMarkdown, c, o)) {
			if strings.HasPrefix(line, "## ") {
				section = strings.TrimSpace(line[3:])
			} else if strings.HasPrefix(line, "- ") && section != "" && section != "How it was audited" {
				inMarkdown[section]++
			}
		}
		row, more := regexp.MustCompile(`^ {4}\S+/\S+`), regexp.MustCompile(`^ +and ([\d,]+) more`)
		section = ""
		for line := range strings.Lines(renderComparison(t, FormatTable, c, o)) {
			switch {
			case line != "\n" && line[0] != ' ':
				section = strings.TrimSpace(line)
			case more.MatchString(line):
				n := 0
				fmt.Sscan(more.FindStringSubmatch(line)[1], &n)
				inTable[section] += n
			case row.MatchString(line):
				inTable[section]++
			}
		}
		if !maps.Equal(want, inJSON) || !maps.Equal(want, inMarkdown) || !maps.Equal(want, inTable) {
			t.Errorf("from %q on: want %v\njson %v\nmarkdown %v\ntable %v", least, want, inJSON, inMarkdown, inTable)
		}
	}
}

func TestComparisonsEscapeNames(t *testing.T) {
	for _, name := range deviousNames() {
		c, plain := compared(t, one(), devious(name)), compared(t, one(), devious("name"))
		for _, format := range ComparisonFormats() {
			text := renderComparison(t, format, c, Options{Width: 400})
			for _, r := range text {
				if r != '\n' && unsafe(r) {
					t.Errorf("%s of %q holds %U", format, name, r)
					break
				}
			}
			if format != FormatTable && strings.Count(text, "\n") != strings.Count(renderComparison(t, format, plain, Options{}), "\n") {
				t.Errorf("%s of %q has another number of lines", format, name)
			}
		}
	}
}

// A comparison counts the failures that an audit counts which has the old report as its baseline.
func TestComparisonsAgreeWithBaselines(t *testing.T) {
	seed := generated.Seed(t)
	random := rand.New(rand.NewPCG(seed, 1))
	rounds := 200
	if generated.Long() {
		rounds = 2000
	}
	for range rounds {
		older, newer := randomReport(random), randomReport(random)
		baseline, err := ReadBaseline(strings.NewReader(render(t, FormatJSON, older, Options{})))
		if err != nil {
			t.Fatal(err)
		}
		for _, threshold := range result.Severities() {
			against := (&Gate{Threshold: threshold, Known: baseline.Has}).Decide(newer)
			gate := &Gate{Threshold: threshold}
			if got := gate.DecideComparison(compared(t, older, newer)); got.Code != against.Code {
				t.Fatalf("compare says %+v, the baseline %+v\n%s\n%s", got, against, render(t, FormatJSON, older, Options{}), render(t, FormatJSON, newer, Options{}))
			}
		}
	}
}

// randomReport has few subjects, so that two reports share many; none has two findings of one fingerprint, which a baseline keeps as one.
func randomReport(random *rand.Rand) *result.Report {
	b := newBuilder()
	b.target("t", "cluster", "", []string{"complete", "partial"}[random.IntN(2)], map[string]int{"kubernetes/pod": 9})
	b.sampleControls()
	for i := range 6 {
		status := []result.Status{result.Fail, result.Fail, result.Unknown, result.Waived, result.Pass}[random.IntN(5)]
		f := b.add(status, "kubernetes/host-pid", fmt.Sprintf("t n/Pod/p%d", i), "m", at("spec.hostPID", "true", "", ""))
		f.Fingerprint, f.Severity = fmt.Sprintf("%032x", i), result.Severities()[random.IntN(4)]
		switch status {
		case result.Unknown:
			f.Reason = "unread"
		case result.Waived:
			f.Waiver = &result.Waiver{Owner: "me", Reason: "because", Expires: "2027-01-01"}
		}
	}
	return b.build()
}
