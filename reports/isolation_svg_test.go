package reports

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// mapOf is an estate of so many zones and workloads, with names that would be markup if they were not escaped.
func mapOf(t *testing.T, zones, each int) *result.Report {
	t.Helper()
	b := isolation.NewBuilder()
	r := &result.Report{Isolation: &result.Isolation{}, Targets: []result.Target{{ID: "c", Kind: "cluster"}}}
	for z := range zones {
		for n := range each {
			w := result.Workload{
				Target: "c", Platform: "kubernetes", Resource: "Pod", Namespace: fmt.Sprintf("<b>&%04d", z), Name: fmt.Sprintf("%d\"</text><script>", n),
				Zone: fmt.Sprintf("<b>&%04d", z), Rung: n % 3,
				Edges: []result.Edge{{ID: "edges/x", Cost: "none", Message: "</title><image href='http://x/'/>\x00\x1b[1m"}},
			}
			r.Isolation.Workloads = append(r.Isolation.Workloads, w)
			v := result.Vertex{Kind: isolation.KindWorkload, Target: "c", Resource: "Pod", Namespace: w.Namespace, Name: w.Name}
			b.Connect(v, result.Vertex{Kind: isolation.KindNode, Target: "c", Name: fmt.Sprintf("n%d", z%7)}, &result.Edge{ID: "edges/x"})
			b.Connect(result.Vertex{Kind: isolation.KindNode, Target: "c", Name: fmt.Sprintf("n%d", (z+1)%7)}, v, &result.Edge{ID: "edges/y", Weight: 3})
		}
	}
	b.Put(r.Isolation)
	var err error
	if r.Isolation.Zoning, err = isolation.Separate(t.Context(), r, DrawnZones); err != nil {
		t.Fatal(err)
	}
	return r
}

func pictured(t *testing.T, r *result.Report) string {
	t.Helper()
	var text bytes.Buffer
	if err := WriteIsolation(&text, FormatSVG, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// The picture is XML whatever the names are, fetches and runs nothing, and every workload is in it.
func TestMapIsSelfContained(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {2, 5}, {50, 200}} {
		text := pictured(t, mapOf(t, size[0], size[1]))
		decoder, titles, named := xml.NewDecoder(strings.NewReader(text)), 0, 0
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			switch start.Name.Local {
			case "svg", "g", "a", "rect", "text", "style", "title":
			default:
				t.Fatalf("an element %s", start.Name.Local)
			}
			for _, a := range start.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("refers to %s", a.Value)
				}
				if a.Name.Local == "class" && a.Value == "small strong" {
					named++
				}
			}
			if start.Name.Local == "title" {
				titles++
			}
		}
		if all := size[0] * size[1]; named > all || titles+named < all {
			t.Errorf("%d by name and %d in all of %d workloads", named, titles+named, all)
		}
		if strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			t.Error("the style refers to something")
		}
	}
}

// A zone unfolds when it is chosen, and folds when another is; nothing of it is cut off.
func TestChromiumUnfoldsTheMap(t *testing.T) {
	for _, size := range [][2]int{{2, 5}, {50, 200}} {
		b := open(t, "<!doctype html><body>"+pictured(t, mapOf(t, size[0], size[1])))
		const shown = `[...document.querySelectorAll('.panel')].filter(p => getComputedStyle(p).display != 'none').map(p => p.id).join()`
		if got := evaluated[string](t, b, shown); got != "" {
			t.Errorf("%v: %s is unfolded before it is chosen", size, got)
		}
		ids := []string{"zone0", "zone1"}
		if size[0] > DrawnZones {
			ids = append(ids, "more")
		}
		for _, id := range ids {
			click := fmt.Sprintf(`document.querySelector('a[href="#%s"]').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));`, id)
			if got := evaluated[string](t, b, click+shown); got != id {
				t.Errorf("%v: %q is unfolded, not %s", size, got, id)
			}
			const inside = `(() => { const s = document.querySelector('svg'), all = s.getBoundingClientRect(),
				p = document.querySelector('.panel:target').getBoundingClientRect(); return p.right <= all.right && p.bottom <= all.bottom && p.width > 0 })()`
			if !evaluated[bool](t, b, inside) {
				t.Errorf("%v: %s is cut off", size, id)
			}
		}
		if len(*b.console) > 0 {
			t.Errorf("the console says %q", *b.console)
		}
	}
}
