package reports

import (
	"encoding/xml"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bulkhead/testdata/generated"
)

type xccdfOutcome struct {
	Rule      string `xml:"idref,attr"`
	Result    string `xml:"result"`
	Instances []struct {
		Context string `xml:"context,attr"`
	} `xml:"instance"`
	Messages []string `xml:"message"`
}

// xccdfCounts counts results that have an instance. It finds the test's result wherever that is.
func xccdfCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "rule-result" {
			continue
		}
		var one xccdfOutcome
		if err := d.DecodeElement(&one, &start); err != nil {
			t.Fatal(err)
		}
		if len(one.Instances) == 0 {
			continue
		}
		status := map[string]string{"pass": "pass", "fail": "fail", "informational": "waived", "unknown": "unknown", "error": "unknown", "notchecked": "unknown"}[one.Result]
		counts[status+" "+strings.Replace(strings.TrimPrefix(one.Rule, xccdfRule), ".", "/", 1)]++
	}
	return counts
}

// oscap gives a file to OpenSCAP.
func oscap(t *testing.T, text string, args ...string) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.xml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return validator(t, "", "oscap", append(args, path)...)
}

func TestXCCDFIsAccepted(t *testing.T) {
	for name, r := range validated(t) {
		o := Options{ShowPassed: true}
		if err := oscap(t, render(t, FormatXCCDF, r, o), "xccdf", "validate"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if named := strings.HasPrefix(name, "devious") || strings.HasPrefix(name, "random"); named && !generated.Long() {
			continue // the same text within another frame
		}
		if err := oscap(t, render(t, FormatARF, r, o), "ds", "rds-validate"); err != nil {
			t.Errorf("%s, ARF: %v", name, err)
		}
	}
	good, collection := render(t, FormatXCCDF, one(), Options{}), render(t, FormatARF, one(), Options{})
	if err := oscap(t, good, "xccdf", "validate", "--schematron"); err != nil {
		t.Error(err)
	}
	if oscap(t, strings.Replace(good, "<result>fail<", "<result>failed<", 1), "xccdf", "validate") == nil {
		t.Error("oscap accepts what is wrong")
	}
	if oscap(t, strings.Replace(collection, "arf:assets>", "arf:things>", 2), "ds", "rds-validate") == nil {
		t.Error("oscap accepts an ARF that is wrong")
	}
}

// OpenSCAP, which knows nothing of bulkhead, makes a page of either: it shows every rule with its title, and how often it failed.
func TestXCCDFIsRead(t *testing.T) {
	r := sample()
	for _, format := range []string{FormatXCCDF, FormatARF} {
		dir := t.TempDir()
		source, page := filepath.Join(dir, "report.xml"), filepath.Join(dir, "report.html")
		if err := os.WriteFile(source, []byte(render(t, format, r, Options{ShowPassed: true})), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := validator(t, "", "oscap", "xccdf", "generate", "report", "--output", page, source); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Controls {
			if !strings.Contains(string(text), r.Controls[i].Title) {
				t.Errorf("%s: the page lacks %s", format, r.Controls[i].ID)
			}
		}
		counts := map[string]int{}
		for _, m := range regexp.MustCompile(`class="rule-result rule-result-(\w+)"`).FindAllStringSubmatch(string(text), -1) {
			counts[m[1]]++
		}
		want := map[string]int{}
		for status, n := range xccdfCounts(t, render(t, format, r, Options{ShowPassed: true})) {
			status, _, _ = strings.Cut(status, " ")
			want[status] += 2 * n // once in the overview, once in detail
		}
		got := map[string]int{"fail": counts["fail"], "pass": counts["pass"], "waived": counts["informational"], "unknown": counts["unknown"] + counts["error"] + counts["notchecked"]}
		if !maps.Equal(got, want) {
			t.Errorf("%s: the page has %v, want %v", format, counts, want)
		}
	}
}

func TestXCCDFRulesAreUnique(t *testing.T) {
	r := sample()
	r.Controls = append(r.Controls, r.Controls[0], r.Controls[0])
	r.Controls[len(r.Controls)-1].ID = strings.Replace(r.Controls[0].ID, "/", ".", 1)
	text := render(t, FormatXCCDF, r, Options{})
	if err := oscap(t, text, "xccdf", "validate"); err != nil {
		t.Error(err)
	}
	for _, id := range []string{"kubernetes.privileged-container", "kubernetes.privileged-container-2", "kubernetes.privileged-container-3"} {
		if strings.Count(text, `<Rule id="`+xccdfRule+id+`"`) != 1 {
			t.Errorf("rule %s", id)
		}
	}
}

// What passed is told by rule where no passes are listed, and nothing passes whose findings are only not shown.
func TestXCCDFTellsRulesWithoutFindings(t *testing.T) {
	r := sample()
	result := func(text, control string) string {
		m := regexp.MustCompile(`idref="` + xccdfRule + regexp.QuoteMeta(control) + `"[^>]*><result>(\w+)`).FindStringSubmatch(text)
		if m == nil {
			return ""
		}
		return m[1]
	}
	all, some := render(t, FormatXCCDF, r, Options{}), render(t, FormatXCCDF, r, Options{MinSeverity: "critical"})
	for control, want := range map[string][2]string{
		"libvirt.qemu-command-line":       {"pass", "pass"},
		"kubernetes.host-path":            {"fail", ""},
		"kubernetes.privileged-container": {"fail", "fail"},
	} {
		if got := [2]string{result(all, control), result(some, control)}; got != want {
			t.Errorf("%s: %v, want %v", control, got, want)
		}
	}
}
