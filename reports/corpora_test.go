package reports

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"bulkhead/audit"
	"bulkhead/audit/result"
	"bulkhead/collectors/manifest"
	"bulkhead/collectors/node"
	"bulkhead/collectors/snapshot"
	"bulkhead/policies"
	"bulkhead/testdata/generated"
)

const testdata = "../testdata"

// audited are reports of every corpus, with passes, made once for all tests of formats.
var audited = sync.OnceValues(func() (map[string]*result.Report, error) {
	nodes, err := filepath.Glob(testdata + "/corpora/machines/*/*")
	machines := []audit.Collector{}
	for _, root := range append(nodes, testdata+"/corpora/hardened/machine") {
		absolute, absErr := filepath.Abs(root)
		err = errors.Join(err, absErr)
		machines = append(machines, node.New("node:"+absolute, absolute))
	}
	cluster, openErr := os.Open(testdata + "/demo/cluster.snapshot.zst")
	if err = errors.Join(err, openErr); err != nil {
		return nil, err
	}
	defer cluster.Close()
	info, err := cluster.Stat()
	if err != nil {
		return nil, err
	}
	recorded, err := snapshot.Open(cluster, info.Size(), "demo")
	if err != nil {
		return nil, err
	}
	demo := []audit.Collector{manifest.New(manifest.Config{Paths: []string{testdata + "/demo/libvirt"}})}
	for _, one := range recorded {
		demo = append(demo, one)
	}
	corpora := map[string][]audit.Collector{"machines": machines, "demo": demo}
	for _, name := range []string{"controls", "clusters", "hardened", "mixed"} {
		corpora[name] = []audit.Collector{manifest.New(manifest.Config{Paths: []string{testdata + "/corpora/" + name}})}
	}
	reports := map[string]*result.Report{}
	for name, collectors := range corpora {
		o := audit.Options{
			Tool: result.Tool{Name: "bulkhead", Version: "v0.1.0", Policies: "sha256:0"}, Policies: policies.FS, Passed: true, Isolation: true, Timeout: 5 * time.Minute,
		}
		report, err := audit.Run(context.Background(), collectors, o)
		if err != nil {
			return nil, fmt.Errorf("audit %s: %w", name, err)
		}
		reports[name] = report
	}
	reports["controls"].Passed = nil // thousands, over which OpenSCAP takes minutes
	return reports, nil
})

// corpora are the reports of every corpus.
func corpora(t *testing.T) map[string]*result.Report {
	t.Helper()
	reports, err := audited()
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

// randomNames are what nobody thought of: runs of characters that mean something somewhere.
func randomNames(t *testing.T) []string {
	t.Helper()
	n := 20
	if generated.Long() {
		n = 200
	}
	seed := generated.Seed(t)
	t.Logf("BULKHEAD_SEED=%d", seed)
	random := rand.New(rand.NewPCG(seed, 7))
	pieces := []string{
		"\x00", "\x1b[2J", "\x7f", "\u0085", "\u009b", "\n", "\r", "\r\n", "\t", " ", "\u00a0", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ufffe",
		"\uffff", "\U000e0041", "\U0010ffff", "\xff", "\xc0\xaf", "\xed\xa0\x80", "a", "é", "e\u0301", "日本", "🚀", "0", "=", "+", "-", "@", "|", "'", `"`, "`", "```", "\\", "\\u202e", "<", ">",
		"&", "&lt;", "</script>", "<!--", "-->", "]]>", "<![CDATA[", "<?xml", "%", "%0A", "%25", "::", "::error::", "{", "}", "{{", "[", "](", "](javascript:a)", "#", "*", "_", "~", "$", "$(a)",
		"${a}", ";", ",", ":", "/", "//", "../", "?", "://", "https://a", "www.", "javascript:", "null", "nil", "true", "NaN",
	}
	names := make([]string, n)
	for i := range names {
		for range 1 + random.IntN(12) {
			names[i] += pieces[random.IntN(len(pieces))]
		}
	}
	return names
}
