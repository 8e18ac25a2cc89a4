package main

import (
	"os"
	"strings"
	"testing"

	"bulkhead/audit/result"
	"bulkhead/reports"
)

const waivedPod = `apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: kube-system
  labels: {app: agent}
spec:
  containers: [{name: app, image: a, securityContext: {privileged: true}}]
`

// waiver is one of kubernetes/privileged-container, with what is to be changed.
func waiver(changes ...string) string {
	text := "waivers:\n- control: kubernetes/privileged-container\n  owner: ops\n  reason: reads the host\n  expires: 2027-03-31\n"
	for i := 0; i+1 < len(changes); i += 2 {
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return text
}

func TestWaiversOfAFile(t *testing.T) {
	for name, test := range map[string]struct {
		waivers string
		code    int
		problem string
	}{
		"whole":             {waiver(), 0, ""},
		"its last day":      {waiver("2027-03-31", "2026-06-01"), 0, ""},
		"the day after":     {waiver("2027-03-31", "2026-05-31"), 1, "expired on 2026-05-31; findings that it does not accept: 1"},
		"no reason":         {waiver("reason: reads the host", "reason: ''"), 1, "gives no reason; findings"},
		"no owner":          {waiver("  owner: ops\n", ""), 1, "names no owner; findings"},
		"no end":            {waiver("  expires: 2027-03-31\n", ""), 1, "does not expire; findings"},
		"matches nothing":   {waiver("  owner", "  subject: {name: web}\n  owner"), 1, "is for no finding: remove it, or correct"},
		"expired for none":  {waiver("  owner", "  subject: {name: web}\n  owner", "2027", "2025"), 1, "expired on 2025-03-31, and is for no finding"},
		"another target":    {waiver("  owner", "  target: production\n  owner"), 1, ""},
		"another control":   {waiver("privileged-container", "host-pid"), 1, "is for no finding"},
		"a platform unseen": {waiver("kubernetes/privileged-container", "libvirt/emulated-guest"), 1, ""},
		"by globs":          {waiver("  owner", "  subject: {kind: P*, namespace: kube-*, name: agent, part: a*}\n  owner"), 0, ""},
		"by subject kind":   {waiver("  owner", "  subject: {kind: kubernetes/container}\n  owner"), 0, ""},
		"by another kind":   {waiver("  owner", "  subject: {kind: Deployment}\n  owner"), 1, "is for no finding"},
		"by namespace":      {waiver("  owner", "  subject: {namespace: kube}\n  owner"), 1, "is for no finding"},
		"by label":          {waiver("  owner", "  subject: {labels: {app: agent}}\n  owner"), 0, ""},
		"by another label":  {waiver("  owner", "  subject: {labels: {app: agent, tier: x}}\n  owner"), 1, "is for no finding"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			pod, list, to := write(t, dir, "pod.yaml", waivedPod), write(t, dir, "waivers.yaml", test.waivers), dir+"/a.json"
			if strings.Contains(test.waivers, "raw-disk-device") && !strings.Contains(bulkhead(t, "controls").out, "libvirt/emulated-guest") {
				t.Fatal("choose a control that exists")
			}
			ran := bulkhead(t, "audit", pod, "--waivers", list, "--now", "2026-06-01", "--report", "json="+to, "-f", "csv")
			if ran.code != test.code {
				t.Fatalf("exit code %d, want %d\n%s%s", ran.code, test.code, ran.out, ran.err)
			}
			report := readReport(t, to)
			problems := report.Targets[0].Problems
			switch {
			case test.problem == "" && len(problems) > 0, test.problem != "" && (len(problems) != 1 || !strings.Contains(problems[0].Error, test.problem)):
				t.Errorf("problems %+v, want %q", problems, test.problem)
			case len(problems) == 1 && (problems[0].File != list || problems[0].Line != 2 || problems[0].Column != 3):
				t.Errorf("the problem is placed at %+v", problems[0])
			}
			if report.Targets[0].Status != "complete" {
				t.Errorf("target %s", report.Targets[0].Status)
			}
			waived := 0
			for f := range report.Findings {
				if f.Status == result.Waived {
					waived++
					if f.Waiver == nil || f.Waiver.Owner != "ops" || f.Waiver.Reason != "reads the host" {
						t.Errorf("waiver %+v", f.Waiver)
					}
				}
			}
			for i := range report.Controls {
				waived -= report.Controls[i].Waived
			}
			if waived != 0 {
				t.Errorf("%d more findings waived than the controls count", waived)
			}
		})
	}
}

func readReport(t *testing.T, path string) *result.Report {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	report, err := reports.ReadJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// What is wrong with the file itself is wrong usage, with its place: a waiver that nobody understood must not let anything pass.
func TestBrokenWaivers(t *testing.T) {
	for name, test := range map[string]struct{ waivers, want string }{
		"unknown control":   {waiver("privileged", "priviledged"), `waivers.yaml:2:12: no control is called "kubernetes/priviledged-container" (did you mean "kubernetes/privileged-container"?)`},
		"unknown field":     {waiver("expires", "expire"), `waivers.yaml:5:3: a waiver has no field "expire"; it has control, `},
		"field twice":       {waiver("owner", "reason"), "waivers.yaml:4:3: a waiver has reason twice"},
		"no list":           {"waivers: {}\n", "waivers.yaml:1:10: waivers are no list"},
		"no map":            {"- control: kubernetes/host-pid\n", "waivers.yaml:1:1: the file is no map"},
		"neither":           {waiver("control: kubernetes/privileged-container\n", "target: a\n"), "names neither control nor fingerprint"},
		"wrong fingerprint": {waiver("control: kubernetes/privileged-container", "fingerprint: 12"), "is not 32 digits"},
		"wrong day":         {waiver("2027-03-31", "31.3.2027"), `expires "31.3.2027" is no day`},
		"wrong glob":        {waiver("  owner", "  subject: {name: '[a'}\n  owner"), "is no name and no glob"},
		"a list as reason":  {waiver("reads the host", "[a]"), "waivers.yaml:4:11: write a plain value"},
		"empty selector":    {waiver("  owner", "  subject: {name: ''}\n  owner"), "write a text; leave the field out"},
		"no YAML":           {"waivers: [\n", "waivers.yaml: line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			ran := bulkhead(t, "audit", write(t, dir, "pod.yaml", waivedPod), "--waivers", write(t, dir, "waivers.yaml", test.waivers))
			if ran.code != 2 || !strings.Contains(ran.err, test.want) {
				t.Errorf("exit code %d, %s", ran.code, ran.err)
			}
		})
	}
}

func TestWaiversOfObjects(t *testing.T) {
	pod := strings.Replace(waivedPod, "spec:", `  annotations:
    bulkhead/waivers: |
      - {control: kubernetes/privileged-container, owner: ops, reason: reads the host, expires: 2027-03-31}
      - {control: kubernetes/host-pid, owner: ops, reason: none, expires: 2027-03-31}
spec:`, 1)
	domain := `<domain type='qemu'>
  <name>guest</name>
  <metadata>
    <b:waivers xmlns:b='urn:bulkhead:waivers'>
      - {control: libvirt/emulated-guest, owner: ops, reason: "a &lt;card&gt;", expires: 2027-03-31}
    </b:waivers>
    <app:note xmlns:app='urn:app'/>
  </metadata>
</domain>
`
	dir := t.TempDir()
	write(t, dir, "pod.yaml", pod)
	write(t, dir, "other.yaml", strings.Replace(waivedPod, "name: agent", "name: other", 1))
	write(t, dir, "guest.xml", domain)
	to := dir + "/a.json"
	ran := bulkhead(t, "audit", dir, "--now", "2026-06-01", "--report", "json="+to)
	if ran.code != 1 {
		t.Fatalf("exit code %d: %s", ran.code, ran.err)
	}
	report := readReport(t, to)
	var waived []string
	for f := range report.Findings {
		if f.Status == result.Waived {
			waived = append(waived, f.Subject.Name+" "+f.Waiver.Reason)
		}
	}
	if got := strings.Join(waived, ", "); got != "agent reads the host, guest a <card>" && got != "guest a <card>, agent reads the host" {
		t.Errorf("waived: %s", got)
	}
	if p := report.Targets[0].Problems; len(p) != 1 || p[0].What != "waiver of kubernetes/host-pid in Pod agent" || p[0].Line != 8 {
		t.Errorf("problems %+v", p)
	}
}

// What waive writes is what an audit accepts, in that target and no other; the rest of the file stays.
func TestWaive(t *testing.T) {
	dir := t.TempDir()
	pod, list, report := write(t, dir, "pod.yaml", waivedPod), dir+"/waivers.yaml", dir+"/a.json"
	bulkhead(t, "audit", pod, "--report", "json="+report)
	fingerprint := ""
	for f := range readReport(t, report).Findings {
		if f.Control == "kubernetes/privileged-container" {
			fingerprint = f.Fingerprint
		}
	}
	waive := func(args ...string) said {
		return bulkhead(t, append([]string{"waive", "--report", report, "--owner", "ops: 'us'", "--reason", "first\nsecond", "--expires", "2027-03-31", "--waivers", list}, args...)...)
	}
	if ran := waive("00000000"); ran.code != 2 || !strings.Contains(ran.err, "has no finding with the fingerprint 00000000") {
		t.Errorf("%d %s", ran.code, ran.err)
	}
	if ran := waive(fingerprint[:8]); ran.code != 0 {
		t.Fatalf("%d %s", ran.code, ran.err)
	}
	if ran := bulkhead(t, "audit", pod, "--waivers", list, "--now", "2026-06-01"); ran.code != 0 || strings.Contains(ran.out, "PROBLEMS") {
		t.Errorf("%d %s%s", ran.code, ran.out, ran.err)
	}
	other := write(t, dir, "other/pod.yaml", waivedPod)
	if ran := bulkhead(t, "audit", other, "--waivers", list, "--now", "2026-06-01"); ran.code != 1 {
		t.Errorf("another target: %d %s", ran.code, ran.err)
	}
	if ran := waive(fingerprint); ran.code != 2 || !strings.Contains(ran.err, "waivers.yaml:3:3: "+fingerprint+" is waived already") {
		t.Errorf("%d %s", ran.code, ran.err)
	}
	write(t, dir, "waivers.yaml", "# ours\n"+waiver("control: ", "control:   ")+"  # end\n")
	if ran := waive(fingerprint, "--any-target"); ran.code != 0 {
		t.Fatalf("%d %s", ran.code, ran.err)
	}
	text, err := os.ReadFile(list)
	if err != nil || !strings.HasPrefix(string(text), "# ours\n"+waiver("control: ", "control:   ")+"  # end\n# kube-system/Pod/agent container app\n- control: ") {
		t.Errorf("%v\n%s", err, text)
	}
	write(t, dir, "waivers.yaml", "waivers:\n- fingerprint: "+fingerprint+"\n  owner: a\n  reason: b\n  expires: 2027-03-31\n")
	if ran := bulkhead(t, "audit", other, "--waivers", list, "--now", "2026-06-01"); ran.code != 0 {
		t.Errorf("any target: %d %s", ran.code, ran.err)
	}
}

func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	old := dir + "/old.json"
	write(t, dir, "in/pod.yaml", waivedPod)
	bulkhead(t, "audit", dir+"/in", "--report", "json="+old)
	audit := func(args ...string) said {
		return bulkhead(t, append([]string{"audit", dir + "/in", "--baseline", old}, args...)...)
	}
	if ran := audit("--severity-threshold", "low"); ran.code != 0 || !strings.Contains(ran.out, "no new failure at or above the threshold, low") {
		t.Errorf("nothing new: %d\n%s", ran.code, ran.err)
	}
	if ran := audit("--severity-threshold", "low", "--max-unknown", "0"); ran.code != 3 {
		t.Errorf("unknown: %d\n%s", ran.code, ran.err)
	}
	write(t, dir, "in/pod.yaml", "# moved\n"+waivedPod+"  hostPID: true\n")
	for _, format := range reports.Formats() {
		if ran := audit("-f", format, "--min-severity", "critical"); ran.code != 1 {
			t.Errorf("%s: something new: %d\n%s", format, ran.code, ran.err)
		}
	}
	if ran := audit("--severity-threshold", "none"); ran.code != 0 {
		t.Errorf("no threshold: %d\n%s", ran.code, ran.err)
	}
	for name, test := range map[string]struct{ text, want string }{
		"newer":  {`{"schema": "bulkhead.report/v2", "findings": []}`, `schema "bulkhead.report/v2" is not "bulkhead.report/v1", the one this version reads`},
		"other":  {`{"findings": []}`, `no "schema"`},
		"none":   {"", "not a bulkhead report"},
		"cut":    {`{"schema": "bulkhead.report/v1", "findings": [`, "ends too early"},
		"no hex": {`{"schema":"bulkhead.report/v1","findings":[{"status":"fail","fingerprint":"x"}]}`, `fingerprint "x" is not 32 digits`},
	} {
		if ran := bulkhead(t, "audit", dir+"/in", "--baseline", write(t, dir, "bad.json", test.text)); ran.code != 2 || !strings.Contains(ran.err, test.want) {
			t.Errorf("%s: %d %s", name, ran.code, ran.err)
		}
	}
}
