package reports

import (
	"bufio"
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "web/Deployment/front", "web/Deployment/front"},
		{"other scripts", "日本語 é ünï", "日本語 é ünï"},
		{"colour", "\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"},
		{"title", "\x1b]0;owned\x07", "\ufffd]0;owned\ufffd"},
		{"an unfinished sequence hides nothing", "\x1b]0;rest of it", "\ufffd]0;rest of it"},
		{"control characters of eight bits", "a\u009b31m\u0085", "a\ufffd31m\ufffd"},
		{"a raw byte of those", "a\x9b31m", "a\ufffd31m"},
		{"lines", "a\nb\r\nc\td", "a b  c d"},
		{"backspace, delete, null", "a\b\x7f\x00", "a\ufffd\ufffd\ufffd"},
		{"right to left override", "a\u202egnp.exe", "a\ufffdgnp.exe"},
		{"isolates and marks", "\u2066a\u2069\u200e\u200f\u061c", "\ufffda\ufffd\ufffd\ufffd\ufffd"},
		{"without width", "a\u200bb\ufeffc\u00add", "a\ufffdb\ufffdc\ufffdd"},
		{"separators", "a\u2028b\u2029c", "a\ufffdb\ufffdc"},
		{"tags", "a\U000e0041b", "a\ufffdb"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := clean(test.in); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31mred\u202e\u009b\xff日本語")
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not UTF-8", got)
		}
		for _, r := range got {
			if unsafe(r) {
				t.Errorf("%q holds %U", got, r)
			}
		}
		if clean(got) != got {
			t.Errorf("%q is not clean yet", got)
		}
	})
}

func FuzzParagraph(f *testing.F) {
	f.Add("runs privileged: nothing stands between it and the node", "spec.template.spec.containers[0].image", 40, 4)
	f.Add("日本語\x1b[2J", strings.Repeat("x", 100), 60, 10)
	f.Fuzz(func(t *testing.T, a, b string, width, indent int) {
		width, indent = 40+abs(width)%100, abs(indent)%60
		var plainText, coloured bytes.Buffer
		for out, color := range map[*bytes.Buffer]bool{&plainText: false, &coloured: true} {
			w := bufio.NewWriter(out)
			p := newPage(w, Options{Width: width, Color: color})
			p.para(indent/2, indent, span{strong, a}, gap(2), span{value, b})
			p.cells(indent, []int{20}, span{strong, a}, span{value, b})
			w.Flush()
		}
		if got := withoutColour(coloured.String()); got != plainText.String() {
			t.Errorf("differs in colour:\n%q\n%q", got, plainText.String())
		}
		for line := range strings.Lines(plainText.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := runewidth.StringWidth(line); n > width {
				t.Errorf("%d columns of %d: %q", n, width, line)
			}
			if strings.ContainsFunc(line, unsafe) {
				t.Errorf("unsafe: %q", line)
			}
		}
		letters := func(s string) string {
			return strings.NewReplacer(" ", "", keep, "", "\n", "").Replace(s)
		}
		if got, want := letters(plainText.String()), strings.Repeat(letters(clean(a)+clean(b)), 2); got != want {
			t.Errorf("lost text:\n%q\n%q", got, want)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func withoutColour(s string) string {
	return regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(s, "")
}

func TestColourSaysNothing(t *testing.T) {
	for name, r := range samples() {
		for _, view := range Views() {
			o := Options{View: view, ShowPassed: true}
			plainText := render(t, FormatTable, r, o)
			o.Color = true
			if got := withoutColour(render(t, FormatTable, r, o)); got != plainText {
				t.Errorf("%s: by %s differs in colour", name, view)
			}
			for _, r := range plainText {
				if r != '\n' && unsafe(r) {
					t.Errorf("%s: by %s: holds %U", name, view, r)
					break
				}
			}
		}
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d): got %s, want %s", n, got, want)
		}
	}
	for noun, want := range map[string]string{
		"container": "containers", "graphics": "graphics", "policy": "policies", "key": "keys", "network": "networks",
	} {
		if got := nouns(noun); got != want {
			t.Errorf("nouns(%s): got %s, want %s", noun, got, want)
		}
	}
	if got := clip("日本語", 2); got != "日本... (1 more character)" {
		t.Errorf("clip: got %s", got)
	}
	if got := clip("日本語", 3); got != "日本語" {
		t.Errorf("clip: got %s", got)
	}
}

func TestCompareNumbers(t *testing.T) {
	ordered := []string{"", "5.1", "5.2.2", "5.2.9", "5.2.10", "5.10", "10.1", "A2", "A10", "baseline", "restricted"}
	for i, a := range ordered {
		for j, b := range ordered {
			if got := compareNumbers(a, b); sign(got) != sign(i-j) {
				t.Errorf("%s, %s: got %d", a, b, got)
			}
		}
	}
	if compareNumbers("5.02", "5.2") == 0 {
		t.Error("different ids are equal")
	}
}

func sign(n int) int { return max(-1, min(1, n)) }

func TestRequirementStatus(t *testing.T) {
	for _, test := range []struct {
		name         string
		controls     []result.Control
		of           requirement
		want, reason string
	}{
		{"passes", []result.Control{{Pass: 1}}, requirement{}, satisfied, ""},
		{"one fails", []result.Control{{Pass: 1}, {Fail: 1, Pass: 5}}, requirement{}, notSatisfied, "1 failure"},
		{"fails and unknown", []result.Control{{Unknown: 1}, {Fail: 1}}, requirement{}, notSatisfied, "1 failure"},
		{"waived is not satisfied", []result.Control{{Pass: 9, Waived: 1}}, requirement{}, notSatisfied, "1 waived failure"},
		{"unknown is not passed", []result.Control{{Pass: 9, Unknown: 1}}, requirement{}, notEvaluated, "1 unknown verdict"},
		{"unknown of another control", []result.Control{{Pass: 9}, {Unknown: 1}}, requirement{}, notEvaluated, "1 unknown verdict"},
		{"applied to nothing", []result.Control{{NotApplicable: 3}}, requirement{}, notEvaluated, "its controls applied to nothing"},
		{"one applied to nothing", []result.Control{{NotApplicable: 3}, {Pass: 1}}, requirement{}, satisfied, ""},
		{"one not asked", []result.Control{{Pass: 9}}, requirement{unasked: []string{"a", "b"}}, notEvaluated, "not asked: a, b"},
		{"fails, and one not asked", []result.Control{{Fail: 9}}, requirement{unasked: []string{"a"}}, notSatisfied, "9 failures"},
		{"no control", nil, requirement{}, notEvaluated, noControl},
		{"by hand", nil, requirement{byHand: "ask"}, manual, "ask"},
		{"passes, and more by hand", []result.Control{{Pass: 1}}, requirement{byHand: "ask"}, manual, "ask"},
		{"fails, and more by hand", []result.Control{{Fail: 1, Waived: 2}}, requirement{byHand: "ask"}, notSatisfied, "1 failure, 2 waived"},
		{"unknown, and more by hand", []result.Control{{Unknown: 1}}, requirement{byHand: "ask"}, notEvaluated, "1 unknown verdict"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.of
			for i := range test.controls {
				r.controls = append(r.controls, &test.controls[i])
			}
			if got, reason := r.status(); got != test.want || reason != test.reason {
				t.Errorf("got %s, %s, want %s, %s", got, reason, test.want, test.reason)
			}
		})
	}
}

func TestRequirements(t *testing.T) {
	asked := []result.Control{
		{ID: "b", Fail: 1, Frameworks: map[string][]string{"pss": {"baseline"}}},
		{ID: "r", Pass: 1, Frameworks: map[string][]string{"pss": {"restricted"}}},
	}
	more := append(slices.Clone(asked), result.Control{ID: "s", Frameworks: map[string][]string{"pss": {"restricted"}}})
	known := map[string]*catalogue.Framework{"pss": {Requirements: []catalogue.Requirement{
		{ID: "baseline"}, {ID: "restricted", Title: "Best", Includes: []string{"baseline"}}, {ID: "nothing"},
	}}}
	for _, test := range []struct {
		name  string
		asked []result.Control
		o     Options
		want  string
	}{
		{"what fails baseline fails restricted", asked, Options{Catalogue: known}, "baseline: not satisfied; nothing: not evaluated; restricted: not satisfied"},
		{"half of restricted", asked[1:], Options{Catalogue: known}, "baseline: not evaluated; nothing: not evaluated; restricted: satisfied"},
		{"half of restricted, of a whole that is known", asked[1:], Options{Catalogue: known, Controls: more}, "baseline: not evaluated; nothing: not evaluated; restricted: not evaluated"},
		{"only what is wanted", asked, Options{Catalogue: known, Frameworks: []string{"pss:baseline"}}, "baseline: not satisfied"},
		{"another framework", asked, Options{Catalogue: known, Frameworks: []string{"other"}}, ""},
		{"no catalogue", asked, Options{}, "baseline: not satisfied; restricted: satisfied"},
	} {
		var got []string
		for _, r := range test.o.requirements(test.asked, "pss") {
			status, _ := r.status()
			got = append(got, r.id+": "+status)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %s, want %s", test.name, strings.Join(got, "; "), test.want)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	r := large(60_000)
	for _, view := range Views() {
		b.Run(view, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(&bytes.Buffer{}, FormatTable, r, Options{View: view, Color: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
