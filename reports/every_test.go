package reports

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

// various is a report with several targets, messages and values for each control, and more than any view shows of a group.
func various() *result.Report {
	b := newBuilder()
	b.target("a", "kubernetes", "", "complete", map[string]int{"kubernetes/container": 1})
	b.target("b", "kubernetes", "", "complete", map[string]int{"kubernetes/container": 1})
	b.sampleControls()
	for i := range 400 {
		subject := fmt.Sprintf("%c n/Deployment/d%d p", 'a'+i%2, i)
		if i%3 > 0 {
			f := b.add(result.Fail, "kubernetes/runs-as-root", subject, fmt.Sprintf("message %d", i%5), at("spec.x", strconv.Itoa(i%4), "", ""))
			if i%7 == 0 {
				f.Severity = result.Low
			}
		}
		b.add(result.Fail, "kubernetes/run-as-non-root-unset", subject, fmt.Sprintf("weaker %d", i%30), at("spec.y", "", "", "f.yaml:3"))
		if i%11 == 0 {
			b.add(result.Unknown, "kubernetes/reads-secrets", subject, fmt.Sprintf("unknown %d", i)).Reason = "unread"
			b.add(result.Waived, "kubernetes/host-pid", subject, "waived").Waiver = &result.Waiver{Owner: "me", Expires: "2027-01-01"}
		}
	}
	return b.build()
}

// jsonCounts counts what the JSON report shows, by status and control.
func jsonCounts(t *testing.T, r *result.Report, o Options) map[string]int {
	t.Helper()
	read, err := ReadJSON(strings.NewReader(render(t, FormatJSON, r, o)))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for f := range read.Findings {
		counts[string(f.Status)+" "+f.Control]++
	}
	return counts
}

// tableCounts counts what the table by control shows: rows, and what stands for rows that are left out.
func tableCounts(t *testing.T, r *result.Report, o Options) map[string]int {
	t.Helper()
	o.Width = 400
	counts := map[string]int{}
	var status, control string
	margin := strings.Repeat(" ", underLabel)
	row := regexp.MustCompile(`^ {12}\S+/\S+`)
	more := regexp.MustCompile(`^ +and ([\d,]+) more`)
	includes := regexp.MustCompile(`^ +includes failures of weaker controls: `)
	weaker := regexp.MustCompile(`([\d,]+) of ([^\s,]+)`)
	number := func(s string) int {
		n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for line := range strings.Lines(render(t, FormatTable, r, o)) {
		line = strings.TrimSuffix(line, "\n")
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case regexp.MustCompile(`^(CRITICAL|HIGH|MEDIUM|LOW) `).MatchString(line):
			status = "fail"
		case regexp.MustCompile(`^(UNKNOWN|WAIVED)`).MatchString(line):
			status = strings.ToLower(word)
		case line == "" || !strings.HasPrefix(line, margin):
			if line != "" {
				status = ""
			}
		case includes.MatchString(line):
			for _, m := range weaker.FindAllStringSubmatch(line, -1) {
				counts["fail "+m[2]] += number(m[1])
			}
		case more.MatchString(line):
			counts[status+" "+control] += number(more.FindStringSubmatch(line)[1])
		case regexp.MustCompile(`^ {10}(kubernetes|libvirt)/[a-z-]+  `).MatchString(line):
			control = word
		case status != "" && row.MatchString(line) && !strings.Contains(line, "owner"):
			counts[status+" "+control]++
		}
	}
	return counts
}

func TestFormatsShowTheSameFindings(t *testing.T) {
	for name, r := range map[string]*result.Report{"sample": sample(), "various": various()} {
		for _, least := range append(result.Severities(), "") {
			t.Run(name+" "+string(least), func(t *testing.T) {
				o := Options{MinSeverity: least}
				inJSON, inTable := jsonCounts(t, r, o), tableCounts(t, r, o)
				if !maps.Equal(inJSON, inTable) {
					t.Errorf("json has %v,\ntable %v", inJSON, inTable)
				}
			})
		}
	}
}

func TestResourceViewShowsEveryFailure(t *testing.T) {
	for name, r := range map[string]*result.Report{"sample": sample(), "various": various()} {
		t.Run(name, func(t *testing.T) {
			text := render(t, FormatTable, r, Options{View: ViewResource, Width: 400})
			got := map[string]int{}
			for line := range strings.Lines(text) {
				if m := regexp.MustCompile(`^  (?:CRITICAL|HIGH|MEDIUM|LOW) +(\S+)|^ +fails the weaker (\S+)`).FindStringSubmatch(line); m != nil {
					got["fail "+m[1]+m[2]]++
				}
			}
			want := jsonCounts(t, r, Options{})
			maps.DeleteFunc(want, func(k string, _ int) bool { return !strings.HasPrefix(k, "fail ") })
			if !maps.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestMinSeverityFiltersOnlyWhatIsShown(t *testing.T) {
	r := sample()
	gate := &Gate{Threshold: result.Low}
	all := render(t, FormatTable, r, Options{Gate: gate, Width: 200})
	some := render(t, FormatTable, r, Options{Gate: gate, Width: 200, MinSeverity: result.Critical})
	for _, line := range []string{
		"Failures  3 critical  15 high  17 medium  2 low\n", "37 failures, 4 unknown, 1 waived among 57 verdicts",
		"Exit code 1: 37 failures at or above the threshold, low.\n",
	} {
		if !strings.Contains(all, line) || !strings.Contains(some, line) {
			t.Errorf("both should hold %q:\n%s", line, some)
		}
	}
	if want := "Not shown: 39 findings below critical.\n"; !strings.Contains(some, want) || strings.Contains(all, "Not shown") {
		t.Errorf("only the filtered one should say %q", want)
	}
	read, err := ReadJSON(strings.NewReader(render(t, FormatJSON, r, Options{MinSeverity: result.Critical})))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range read.Controls {
		if c.Fail != r.Controls[i].Fail {
			t.Errorf("%s: counts %d failures, had %d", c.ID, c.Fail, r.Controls[i].Fail)
		}
	}
}
