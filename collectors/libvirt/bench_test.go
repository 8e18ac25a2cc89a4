//go:build cgo && libvirt_dlopen

package libvirt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// BenchmarkCollect reads 1,000 domains from the test driver; "calls" makes the same calls of libvirt and nothing else.
func BenchmarkCollect(b *testing.B) {
	uri := "test://" + manyDomains(b, 1000)
	b.Run("calls", func(b *testing.B) {
		for b.Loop() {
			if err := readWith(uri, func(step) bool { return true }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("collect", func(b *testing.B) {
		for b.Loop() {
			s := &counter{}
			if err := New(uri).Collect(b.Context(), s); err != nil || s.objects < 1000 {
				b.Fatal(err, s.objects)
			}
		}
	})
}

// counter counts objects and forgets them.
type counter struct{ objects int }

func (c *counter) Object(*estate.Object) error {
	c.objects++
	return nil
}
func (c *counter) Problem(estate.Problem)    {}
func (c *counter) Progress(string, int, int) {}

func manyDomains(b *testing.B, n int) string {
	b.Helper()
	one, err := os.ReadFile(filepath.Join("testdata", "host.xml"))
	if err != nil {
		b.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(one), "  <domain ")
	d, tail, _ := strings.Cut(rest, "</domain>")
	var all strings.Builder
	all.WriteString(head)
	for i := range n {
		many := strings.NewReplacer("<name>shares", fmt.Sprintf("<name>vm-%d", i), "004b96e1", fmt.Sprintf("%08x", i+1))
		all.WriteString(many.Replace("  <domain " + d + "</domain>\n"))
	}
	all.WriteString(tail)
	path := filepath.Join(b.TempDir(), "many.xml")
	if err := os.WriteFile(path, []byte(all.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}
