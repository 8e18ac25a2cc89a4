package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes/scheme"
	psaapi "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
)

// mendable are the built-in controls that say how a fault is mended.
func mendable(t *testing.T) []*catalogue.Control {
	t.Helper()
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(all.Controls), func(c *catalogue.Control) bool { return len(c.Fix) == 0 })
}

// written writes a file and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Each fix mends its control's fixture and leaves nothing to do; what was right for upstream stays right for it.
func TestFixesMendTheirFixtures(t *testing.T) {
	atRoot(t)
	dir, before := t.TempDir(), map[string]string{}
	for _, control := range mendable(t) {
		fixtures, _ := filepath.Glob(filepath.Join(corpora, "controls", control.ID+".*"))
		if len(fixtures) != 1 {
			t.Fatalf("%s: fixtures %v", control.ID, fixtures)
		}
		path := filepath.Join(dir, filepath.Base(fixtures[0]))
		before[path] = content(t, fixtures[0])
		if err := os.WriteFile(path, []byte(before[path]), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	pending := bulkhead(t, "fix", dir, "--dry-run")
	if pending.code != 1 {
		t.Fatalf("exit code %d\n%s%s", pending.code, pending.out, pending.err)
	}
	for path, text := range before {
		if content(t, path) != text {
			t.Errorf("--dry-run wrote %s", path)
		}
	}
	done := bulkhead(t, "fix", dir)
	if done.code != 0 || done.out != pending.out {
		t.Errorf("exit code %d\n%s%s\nwant\n%s", done.code, done.out, done.err, pending.out)
	}
	if again := bulkhead(t, "fix", dir, "--dry-run"); again.code != 0 || again.out != "" {
		t.Errorf("a second time exit code %d\n%s", again.code, again.out)
	}
	after := audited(t, dir)
	for _, control := range mendable(t) {
		name := strings.Split(control.ID, "/")[1]
		path := filepath.Join(dir, name+".yaml")
		if control.Platform() == "libvirt" {
			path = filepath.Join(dir, name+".xml")
		}
		if !strings.Contains(done.err, "mends "+control.ID+" ") {
			t.Errorf("%s is not mended\n%s", control.ID, done.err)
		}
		for _, f := range after.Findings {
			if f.Control == control.ID && f.Status == result.Fail && f.Subject.Name == name {
				t.Errorf("%s still fails on\n%s", control.ID, content(t, path))
			}
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%s: mode %v, %v", path, info.Mode(), err)
		}
		if strings.HasSuffix(path, ".xml") {
			validXML(t, before[path], path)
		} else {
			validForUpstream(t, control, before[path], content(t, path))
		}
	}
}

// validXML holds what was valid by libvirt's own schemas to them.
func validXML(t *testing.T, before, path string) {
	t.Helper()
	if _, err := exec.LookPath("virt-xml-validate"); err != nil {
		t.Fatalf("%v: make components installs it", err)
	}
	validate := func(path string) ([]byte, error) { return exec.Command("virt-xml-validate", path).CombinedOutput() }
	if _, err := validate(written(t, "before.xml", before)); err != nil {
		t.Logf("%s: not valid as it is", path)
		return
	}
	if said, err := validate(path); err != nil {
		t.Errorf("%s is no longer valid: %v\n%s\n%s", path, err, said, content(t, path))
	}
}

// validForUpstream decodes strictly, and asks the upstream evaluator of the Pod Security Standards.
func validForUpstream(t *testing.T, control *catalogue.Control, before, after string) {
	t.Helper()
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	faults := func(text string) (count map[psaapi.Level]int, strict int) {
		count = map[psaapi.Level]int{}
		for _, document := range strings.Split(text, "\n---\n") {
			object, fault := decodeStrictly(document)
			if fault {
				strict++
			}
			meta, spec := podOf(object)
			if spec == nil {
				continue
			}
			for _, level := range []psaapi.Level{psaapi.LevelBaseline, psaapi.LevelRestricted} {
				for _, result := range evaluator.EvaluatePod(psaapi.LevelVersion{Level: level, Version: psaapi.LatestVersion()}, meta, spec) {
					if !result.Allowed {
						count[level]++
					}
				}
			}
		}
		return count, strict
	}
	was, wasStrict := faults(before)
	is, isStrict := faults(after)
	if isStrict > wasStrict {
		t.Errorf("%s: no longer decodes strictly:\n%s", control.ID, after)
	}
	for _, level := range []psaapi.Level{psaapi.LevelBaseline, psaapi.LevelRestricted} {
		if is[level] > was[level] || slices.Contains(control.Frameworks["pss"], string(level)) && is[level] >= was[level] {
			t.Errorf("%s: at level %s upstream found %d faults, and then %d in\n%s", control.ID, level, was[level], is[level], after)
		}
	}
}

func decodeStrictly(document string) (object runtime.Object, fault bool) {
	codecs := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict)
	object, _, err := codecs.UniversalDeserializer().Decode([]byte(document), nil, nil)
	if runtime.IsStrictDecodingError(err) {
		return object, true
	}
	return object, false
}

// podOf is the pod or template of an object, nil where it has none.
func podOf(object runtime.Object) (*metav1.ObjectMeta, *corev1.PodSpec) {
	switch object := object.(type) {
	case *corev1.Pod:
		return &object.ObjectMeta, &object.Spec
	case *appsv1.Deployment:
		return &object.Spec.Template.ObjectMeta, &object.Spec.Template.Spec
	case *appsv1.DaemonSet:
		return &object.Spec.Template.ObjectMeta, &object.Spec.Template.Spec
	}
	return nil, nil
}

const twoContainers = `# all of it
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
    template:
        metadata:
            labels: {app: "web"}   # kept
        spec:
            hostPID: true # why
            containers:
              - name: a
                image: registry.example/a@sha256:5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e
                securityContext:
                    privileged: true # for the disk
              # the other
              - image: registry.example/b@sha256:5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e
                name: 'b'
                command: ["x",
                          "y"]
`

func TestFixKeepsWhatItDoesNotChange(t *testing.T) {
	path := written(t, "web.yaml", twoContainers)
	ran := bulkhead(t, "fix", path)
	if ran.code != 0 {
		t.Fatalf("exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
	const want = `# all of it
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
    template:
        metadata:
            labels: {app: "web"}   # kept
        spec:
            securityContext:
                seccompProfile:
                    type: RuntimeDefault
            containers:
              - name: a
                image: registry.example/a@sha256:5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e
                securityContext:
                    privileged: false # for the disk
                    runAsNonRoot: true
                    allowPrivilegeEscalation: false
                    capabilities:
                        drop:
                            - ALL
              # the other
              - image: registry.example/b@sha256:5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e
                name: 'b'
                securityContext:
                    allowPrivilegeEscalation: false
                    runAsNonRoot: true
                    capabilities:
                        drop:
                            - ALL
                command: ["x",
                          "y"]
`
	if got := content(t, path); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestFixReadsDocumentsApart(t *testing.T) {
	pod := func(name string) string {
		return "apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: " + name + "\r\nspec:\r\n  hostPID: true\r\n  containers:\r\n  - name: a\r\n    image: b\r\n"
	}
	before := "\ufeff" + pod("one") + "---\r\nkind: Pod\r\nmetadata: [\r\n---\r\n" + pod("two")
	path := written(t, "pods.yaml", before)
	ran := bulkhead(t, "fix", path, "--include-controls", "kubernetes/host-pid")
	if want := strings.ReplaceAll(before, "  hostPID: true\r\n", ""); ran.code != exitIncomplete || content(t, path) != want {
		t.Errorf("exit code %d, %s\n%q\nwant\n%q", ran.code, ran.err, content(t, path), want)
	}
	if !strings.Contains(ran.out, "-  hostPID: true\r\n") {
		t.Errorf("the diff is not what patch takes: %q", ran.out)
	}
}

const sysAdmin = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: b}
spec:
  containers:
  - name: a
    image: b
    securityContext: {capabilities: {add: [SYS_ADMIN]}}
`

func TestFixLeavesWhatWouldNotDo(t *testing.T) {
	ownControl := customMetadata + "deny contains {\"path\": [\"container\", \"securityContext\", \"privileged\"], \"message\": \"x\"} if input.container.securityContext.privileged == false\n"
	own := custom(t, map[string]string{"acme/sample.rego": ownControl})
	for _, test := range []struct {
		name, text, want string
		args             []string
	}{
		{"a capability in the way", sysAdmin, "leaves kubernetes/privilege-escalation Pod/b/a/a: the change would not do with securityContext.capabilities.add as it is", nil},
		{
			"another control", strings.Replace(sysAdmin, "{capabilities: {add: [SYS_ADMIN]}}", "{privileged: true}", 1),
			"leaves kubernetes/privileged-container Pod/b/a/a: the change would make acme/sample fail",
			[]string{"--policies", own, "--include-controls", "kubernetes/privileged-container,acme/sample"},
		},
		{
			"an alias", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: b\nspec:\n  containers:\n  - name: a\n    image: b\n" +
				"    securityContext: &c\n      privileged: true\n  - name: c\n    image: b\n    securityContext: *c\n",
			"leaves kubernetes/privileged-container Pod/b/a/a: the file writes it in a way that can't be changed safely",
			[]string{"--include-controls", "kubernetes/privileged-container"},
		},
	} {
		path := written(t, "pod.yaml", test.text)
		ran := bulkhead(t, append([]string{"fix", path, "--dry-run"}, test.args...)...)
		if !strings.Contains(ran.err, test.want) {
			t.Errorf("%s: exit code %d\n%s%s\nwant %s", test.name, ran.code, ran.out, ran.err, test.want)
		}
	}
}

func TestFixWritesNothingItShouldNot(t *testing.T) {
	path := written(t, "pod.yaml", sysAdmin)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if ran := bulkhead(t, "fix", path); ran.code != exitInternal || !strings.Contains(ran.err, "read-only") || content(t, path) != sysAdmin {
		t.Errorf("a file that is read-only: exit code %d, %s", ran.code, ran.err)
	}
	link := filepath.Join(t.TempDir(), "link.yaml")
	target := written(t, "pod.yaml", sysAdmin)
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if ran := bulkhead(t, "fix", link); ran.code != 0 || content(t, target) == sysAdmin {
		t.Errorf("a link: exit code %d, %s", ran.code, ran.err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is none any more: %v", err)
	}
	for _, test := range []struct{ target, want string }{
		{"node:/", "fix knows no changes of node:/"}, {"/no/such", "it does not exist"},
	} {
		if ran := bulkhead(t, "fix", test.target); ran.code == 0 || !strings.Contains(ran.err, test.want) {
			t.Errorf("%s: exit code %d, %s", test.target, ran.code, ran.err)
		}
	}
	stdin := bulkheadReading(t, sysAdmin, "fix", "-", "--dry-run")
	if !strings.Contains(stdin.err, "standard input can't be changed") {
		t.Errorf("standard input: exit code %d, %s", stdin.code, stdin.err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("%v are left over", left)
	}
}

func TestFixLeavesWhatIsAccepted(t *testing.T) {
	path := written(t, "pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec:\n  hostPID: true\n  containers: [{name: a, image: b}]\n")
	waivers := written(t, "waivers.yaml", "")
	report := written(t, "audit.json", "")
	bulkhead(t, "audit", "-f", "json", "-o", report, "--include-controls", "kubernetes/host-pid", path)
	_, rest, _ := strings.Cut(content(t, report), `"fingerprint":"`)
	if ran := bulkhead(t, "waive", "--report", report, rest[:32], "--waivers", waivers, "--reason", "x", "--owner", "y", "--expires", "2999-01-01"); ran.code != 0 {
		t.Fatal(ran.err)
	}
	args := []string{"fix", path, "--dry-run", "--include-controls", "kubernetes/host-pid"}
	if ran := bulkhead(t, args...); ran.code != 1 {
		t.Errorf("without waivers: exit code %d, %s", ran.code, ran.err)
	}
	if ran := bulkhead(t, append(args, "--waivers", waivers)...); ran.code != 0 || ran.out != "" {
		t.Errorf("with waivers: exit code %d\n%s%s", ran.code, ran.out, ran.err)
	}
}

func TestFixOnlyPrintsPatchesForWhatIsLive(t *testing.T) {
	atRoot(t)
	ran := bulkhead(t, "fix", "testdata/demo/cluster.snapshot.zst", "--include-controls", "kubernetes/privileged-container,kubernetes/host-pid")
	const want = `# kubernetes/privileged-container Deployment/ci/runner/runner
kubectl --context prod --namespace ci patch deployment runner --type json --patch '[{"op":"test","path":"/spec/template/spec/containers/0/name","value":"runner"},{"op":"replace","path":"/spec/template/spec/containers/0/securityContext/privileged","value":false}]'
`
	if !strings.Contains(ran.out, want) || strings.Contains(ran.out, "---") {
		t.Errorf("exit code %d, %s\n%s\nwant\n%s", ran.code, ran.err, ran.out, want)
	}
	mixed := bulkhead(t, "fix", "testdata/demo/cluster.snapshot.zst", "testdata/demo/libvirt")
	if mixed.code != exitUsage || !strings.Contains(mixed.err, "give one or the other") {
		t.Errorf("files and what is live: exit code %d, %s", mixed.code, mixed.err)
	}
}

// What is rendered is left to people, who are told what to change and where it comes from.
func TestFixOfWhatIsRendered(t *testing.T) {
	atRoot(t)
	for target, want := range map[string]string{
		"testdata/repositories/chart": `StatefulSet/default/ledger-cache/cache: it is rendered; change by hand: ` +
			`set spec.template.spec.containers[0].securityContext.runAsNonRoot to true at testdata/repositories/chart/charts/cache/templates/statefulset.yaml:13`,
		"testdata/repositories/kustomize": `Deployment/shop/web: it is rendered; change by hand: ` +
			`set spec.template.spec.automountServiceAccountToken to false at testdata/repositories/kustomize/base/web.yaml:14`,
	} {
		ran := bulkhead(t, "fix", target)
		if ran.code != 0 || ran.out != "" || !strings.Contains(ran.err, want) || !strings.Contains(ran.err, "in 0 files") {
			t.Errorf("%s: exit code %d, want %s\n%s%s", target, ran.code, want, ran.out, ran.err)
		}
	}
}
