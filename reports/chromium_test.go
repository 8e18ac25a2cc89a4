package reports

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bulkhead/audit/result"
	"bulkhead/testdata/generated"
)

// shownBy gives a page to Chromium and returns the document after its script ran, and what the console said.
func shownBy(t testing.TB, page, hash string, flags ...string) (document, console string) {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Fatalf("%v; make components installs it", err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "report.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom",
	}, flags...)
	command := exec.CommandContext(ctx, "chromium", append(args, "file://"+path+hash)...)
	command.WaitDelay = 10 * time.Second
	var out, log bytes.Buffer
	command.Stdout, command.Stderr = &out, &log
	if err := command.Run(); err != nil {
		t.Fatalf("chromium: %v\n%.2000s", err, log.String())
	}
	for line := range strings.Lines(log.String()) {
		if strings.Contains(line, "CONSOLE") {
			console += line
		}
	}
	return out.String(), console
}

// elements are those of a document that match.
func elements(t *testing.T, document string, match func(*html.Node) bool) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && match(n) {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textIn(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// BULKHEAD_LONG=1 tries all filters.
func TestHTMLInChromium(t *testing.T) {
	o := Options{Catalogue: frameworksOf()}
	var findings []*result.Finding
	for f := range sample().Findings {
		findings = append(findings, f)
	}
	page := render(t, FormatHTML, sample(), o)
	tests := []struct {
		name, hash string
		want       int
	}{
		{"all", "", 42},
		{"a link", "#finding=" + findings[0].Fingerprint, 1},
		{"a requirement that includes", "#framework=pss&requirement=restricted", 20},
		{"text", "#text=gateway+PRIVILEGED", 1},
		{"severity", "#severity=critical", 3},
		{"status", "#status=unknown", 4},
		{"platform", "#platform=libvirt", 4},
		{"namespace", "#namespace=payments", 4},
		{"control", "#control=kubernetes%2Fhost-path", 3},
		{"requirement", "#framework=pss&requirement=baseline", 5},
		{"framework", "#framework=cis-kubernetes-1.12", 23},
		{"two", "#platform=libvirt&severity=low", 2},
		{"none", "#text=nothing+has+this", 0},
		{"a place", "#controls", 42},
	}
	if !generated.Long() {
		tests = tests[:4] // each starts a browser
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			document, console := shownBy(t, page, test.hash)
			if console != "" {
				t.Error(console)
			}
			shown := elements(t, document, func(n *html.Node) bool { return attribute(n, "id") == "shown" })
			if len(shown) != 1 || textIn(shown[0]) != fmt.Sprintf("%d of 42 findings", test.want) {
				t.Errorf("shows %q, want %d", textIn(shown[0]), test.want)
			}
			rows := elements(t, document, func(n *html.Node) bool { return attribute(n, "class") == "finding" })
			if len(rows) != test.want {
				t.Errorf("%d rows, want %d", len(rows), test.want)
			}
			if strings.HasPrefix(test.hash, "#finding") {
				for _, want := range []string{"spec.template.spec.containers[0].securityContext.privileged = true", "What the wall is", "Remove securityContext.privileged", findings[0].Fingerprint} {
					if !strings.Contains(textIn(rows[0]), want) {
						t.Errorf("the finding lacks %q: %s", want, textIn(rows[0]))
					}
				}
			}
		})
	}
}

// What names hold is text, in the page as it is written and as it is after its script ran.
func TestHTMLOfDeviousNames(t *testing.T) {
	plain := render(t, FormatHTML, devious("name"), Options{})
	count := func(document string) map[string]int {
		counts := map[string]int{}
		for _, n := range elements(t, document, func(*html.Node) bool { return true }) {
			counts[n.Data]++
		}
		return counts
	}
	want := fmt.Sprint(count(plain))
	for _, name := range deviousNames() {
		page := render(t, FormatHTML, devious(name), Options{})
		if got := fmt.Sprint(count(page)); got != want {
			t.Errorf("%q: elements %s, want %s", name, got, want)
		}
		for _, n := range elements(t, page, func(n *html.Node) bool { return n.Data != "a" }) {
			if attribute(n, "src") != "" || (attribute(n, "href") != "" && attribute(n, "href") != "data:,") {
				t.Errorf("%q: <%s> fetches something", name, n.Data)
			}
		}
	}
	everything := devious(strings.Join(deviousNames(), " "))
	want = ""
	for _, r := range []*result.Report{devious("name"), everything} {
		document, console := shownBy(t, render(t, FormatHTML, r, Options{}), "#status=fail&text=a")
		counts := count(document)
		delete(counts, "option") // there is one for each namespace that is not empty
		if got := fmt.Sprint(counts); console != "" || (want != "" && got != want) {
			t.Errorf("elements %s, want %s; %s", got, want, console)
		} else {
			want = got
		}
	}
}

func BenchmarkChromium(b *testing.B) {
	for _, n := range []int{1, 50_000} {
		page := render(b, FormatHTML, large(n), Options{})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if document, _ := shownBy(b, page, ""); !strings.Contains(document, "findings</p>") {
					b.Fatal("no findings are shown")
				}
			}
		})
	}
}
