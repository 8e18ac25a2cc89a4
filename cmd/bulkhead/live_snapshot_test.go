//go:build cgo && libvirt_dlopen

package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/result"
)

// secret begins every literal that nobody may see again. VNC takes no longer password.
const secret = "hunter2"

// snapshot collects everything, and audits what was collected.
func (e *liveEstate) snapshot(t *testing.T) {
	taken := filepath.Join(t.TempDir(), "taken.snapshot.zst")
	collect := func(targets []string) {
		t.Helper()
		if ran := bulkhead(t, append([]string{"collect", "-o", taken}, targets...)...); ran.code != 0 {
			t.Fatalf("exit code %d\n%s", ran.code, ran.err)
		}
	}
	audit := func(targets ...string) said {
		t.Helper()
		ran := bulkhead(t, append([]string{"audit", "-f", "json", "--show-passed"}, targets...)...)
		if ran.code != 1 {
			t.Fatalf("exit code %d\n%s", ran.code, ran.err)
		}
		return ran
	}

	t.Run("says what its targets said", func(t *testing.T) {
		live := audit(e.quietTargets()...)
		collect(e.quietTargets())
		if later := audit(taken); withoutTimes(later.out) != withoutTimes(live.out) {
			t.Error(firstDifference(withoutTimes(live.out), withoutTimes(later.out)))
		}
	})

	t.Run("holds the domains", func(t *testing.T) {
		live := e.ofOwnDomains(t, audit(e.targets()...))
		collect(e.targets())
		later := e.ofOwnDomains(t, audit(taken))
		if live != later || live == "" {
			t.Error(firstDifference(live, later))
		}
	})

	t.Run("holds no secret", func(t *testing.T) {
		packed, err := os.ReadFile(taken)
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{"snapshot": unpacked(t, packed)}
		for _, objects := range []string{`"web"`, `"toolbox"`, e.running, e.stopped, "from-file"} {
			if !strings.Contains(texts["snapshot"], objects) {
				t.Errorf("the snapshot holds no %s", objects)
			}
		}
		for _, format := range []string{"json", "table"} {
			ran := bulkhead(t, append([]string{"audit", "-f", format, "--show-passed", "--log-level", "debug"}, e.targets()...)...)
			texts[format] = ran.out + ran.err
		}
		for name, text := range texts {
			for _, literal := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret + "-in-secret")), awsKey, "admin-token"} {
				if i := strings.Index(text, literal); i >= 0 {
					t.Errorf("the %s holds %q: %s", name, literal, text[max(0, i-200):min(len(text), i+100)])
				}
			}
		}
	})
}

// partialSnapshots: what could not be read is as unknown later as it was.
func (e *liveEstate) partialSnapshots(t *testing.T) {
	for name, test := range map[string]struct {
		flags []string
		code  int
	}{
		"nothing":                {[]string{"kubernetes:" + stranger}, 3},
		"one namespace":          {[]string{"kubernetes:" + tenant, "--include-namespaces", "clean"}, 3},
		"what some allow":        {[]string{"kubernetes:" + halfway}, 3},
		"a namespace of a whole": {[]string{"kubernetes:", "--include-namespaces", "clean"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			taken := filepath.Join(t.TempDir(), "taken.snapshot.zst")
			flags := append([]string{"--kubeconfig", e.cluster.Kubeconfig}, test.flags...)
			if ran := bulkhead(t, append([]string{"collect", "-o", taken}, flags...)...); ran.code != test.code {
				t.Errorf("exit code %d, want %d\n%s", ran.code, test.code, ran.err)
			}
			audit := []string{"audit", "-f", "json", "--show-passed", "--severity-threshold", "none"}
			live := bulkhead(t, append(audit, flags...)...)
			later := bulkhead(t, append(audit, taken)...)
			if later.code != test.code || withoutTimes(later.out) != withoutTimes(live.out) {
				t.Errorf("exit code %d, want %d\n%s", later.code, test.code, firstDifference(withoutTimes(live.out), withoutTimes(later.out)))
			}
		})
	}

	t.Run("a namespace chosen later", func(t *testing.T) {
		taken := filepath.Join(t.TempDir(), "taken.snapshot.zst")
		cluster := []string{"--kubeconfig", e.cluster.Kubeconfig, "kubernetes:"}
		if ran := bulkhead(t, append([]string{"collect", "-o", taken}, cluster...)...); ran.code != 0 {
			t.Fatalf("exit code %d\n%s", ran.code, ran.err)
		}
		audit := []string{"audit", "-f", "json", "--show-passed", "--include-namespaces", "shop"}
		live, later := bulkhead(t, append(audit, cluster...)...), bulkhead(t, append(audit, taken)...)
		if withoutTimes(live.out) != withoutTimes(later.out) {
			t.Error(firstDifference(withoutTimes(live.out), withoutTimes(later.out)))
		}
	})
}

// ofOwnDomains is what a report says of this test's domains, as JSON, a finding or pass a line.
func (e *liveEstate) ofOwnDomains(t *testing.T, report said) string {
	t.Helper()
	d := report.document(t)
	var lines strings.Builder
	for _, f := range slices.Concat(d.Findings, d.Passed) {
		if f.Subject.Target == "qemu:///system" && (f.Subject.Name == e.running || f.Subject.Name == e.stopped) {
			lines.WriteString(encode(t, f) + "\n")
		}
	}
	return lines.String()
}

func encode(t *testing.T, f result.Finding) string {
	t.Helper()
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}
