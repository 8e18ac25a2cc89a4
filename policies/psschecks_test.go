package policies_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/relate"
)

// oldestMinor and newestMinor are the Kubernetes versions that the Pod Security Standards are held to.
const oldestMinor, newestMinor = relate.OldestMinor, relate.NewestMinor

// controlsOfChecks names the control that is each of upstream's checks. Host namespaces are three faults, and three controls. What a
// restricted check asks again of the baseline check that it overrides is left to that one's control.
func controlsOfChecks() map[policy.CheckID][]string {
	return map[policy.CheckID][]string{
		"allowPrivilegeEscalation":   {"privilege-escalation"},
		"appArmorProfile":            {"apparmor-profile"},
		"capabilities_baseline":      {"capability-added"},
		"capabilities_restricted":    {"capability-set"},
		"hostNamespaces":             {"host-ipc", "host-network", "host-pid"},
		"hostPathVolumes":            {"host-path"},
		"hostPorts":                  {"host-port"},
		"hostProbesAndHostLifecycle": {"probe-host"},
		"privileged":                 {"privileged-container"},
		"procMount":                  {"proc-mount-unmasked"},
		"procMount_restricted":       {"proc-mount"},
		"restrictedVolumes":          {"restricted-volume-type"},
		"runAsNonRoot":               {"run-as-non-root"},
		"runAsUser":                  {"run-as-user"},
		"seLinuxOptions":             {"selinux-options"},
		"seccompProfile_baseline":    {"seccomp-profile"},
		"seccompProfile_restricted":  {"seccomp-unset"},
		"sysctls":                    {"unsafe-sysctl"},
		"windowsHostProcess":         {"host-process"},
	}
}

// Each of upstream's checks is a control of its own at the check's level, and no other control claims to be one.
func TestEveryCheckIsAControl(t *testing.T) {
	levels := map[string]string{} // by control
	for _, control := range load(t).Controls {
		if level := control.Frameworks["pss"]; level != nil {
			levels[control.ID] = strings.Join(level, " ")
		}
	}
	table := controlsOfChecks()
	for _, check := range policy.DefaultChecks() {
		if len(table[check.ID]) == 0 {
			t.Errorf("check %s is no control", check.ID)
		}
		for _, name := range table[check.ID] {
			if got := levels["kubernetes/"+name]; got != string(check.Level) {
				t.Errorf("control %s maps to pss %q, its check %s to %s", name, got, check.ID, check.Level)
			}
			delete(levels, "kubernetes/"+name)
		}
		delete(table, check.ID)
	}
	if len(table) > 0 || len(levels) > 0 {
		t.Errorf("upstream has no checks %v, and none for the controls %v", slices.Sorted(maps.Keys(table)), slices.Sorted(maps.Keys(levels)))
	}
}

// checkPod returns the checks that a pod violates as of a version, each asked for itself.
func checkPod(pod *corev1.Pod, minor int) []policy.CheckID {
	version := psa.MajorMinorVersion(1, minor)
	var violated []policy.CheckID
	for _, check := range policy.DefaultChecks() {
		var current policy.CheckPodFn
		for _, versioned := range check.Versions {
			if !version.Older(versioned.MinimumVersion) {
				current = versioned.CheckPod
			}
		}
		if check.ID == "procMount_restricted" && current == nil {
			current = check.Versions[0].CheckPod // until then procMount asked the same
		}
		if current != nil && !current(&pod.ObjectMeta, &pod.Spec).Allowed {
			violated = append(violated, check.ID)
		}
	}
	slices.Sort(violated)
	return violated
}

// checksOf returns the checks that the failing controls are.
func checksOf(failed map[string][]string) []policy.CheckID {
	var violated []policy.CheckID
	table := controlsOfChecks()
	table["seccompProfile_restricted"] = append(table["seccompProfile_restricted"], table["seccompProfile_baseline"]...)
	for check, names := range table {
		for _, name := range names {
			if slices.Contains(failed["baseline"], "kubernetes/"+name) || slices.Contains(failed["restricted"], "kubernetes/"+name) {
				violated = append(violated, check)
				break
			}
		}
	}
	slices.Sort(violated)
	return violated
}

// All pods that upstream tests its evaluator with, as of every version: the same verdict from each check.
func TestUpstreamFixtures(t *testing.T) {
	controls := load(t)
	ours := engine.New(controls, func(c *catalogue.Control) bool { return c.Frameworks["pss"] != nil }, true).Examiner()
	pods := map[string]string{} // by text, what is given again for the next version counts once
	made := map[policy.CheckID]bool{}
	for minor := oldestMinor; minor <= newestMinor; minor++ {
		files, err := filepath.Glob(filepath.Join(upstreamFixtures(t), "*", fmt.Sprintf("v1.%d", minor), "*", "*.yaml"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no fixtures of v1.%d: %v", minor, err)
		}
		for _, file := range files {
			text := readJSON(t, file)
			pods[text] = file
			check := checkOfFile(file)
			made[check] = made[check] || slices.Contains(checkPod(podOf(t, text), minor), check)
		}
	}
	for text, file := range pods {
		for minor := oldestMinor; minor <= newestMinor; minor++ {
			want := checkPod(podOf(t, text), minor)
			if got := checksOf(failures(t, ours, minor, text)); !slices.Equal(got, want) {
				t.Errorf("v1.%d %s: upstream's checks violated: %v, ours: %v", minor, file, want, got)
			}
		}
	}
	t.Logf("%d pods, each as of %d versions", len(pods), newestMinor-oldestMinor+1)
	for _, check := range policy.DefaultChecks() {
		if !made[check.ID] {
			t.Errorf("no fixture violates %s, or its file is called something else", check.ID)
		}
	}
}

// upstreamFixtures is where the module keeps its pods.
func upstreamFixtures(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "k8s.io/pod-security-admission").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "test", "testdata")
}

// checkOfFile is the check that a fixture was made for: files are called like it in lower case, with a number.
func checkOfFile(file string) policy.CheckID {
	name := strings.TrimRight(strings.TrimSuffix(filepath.Base(file), ".yaml"), "0123456789")
	for _, check := range policy.DefaultChecks() {
		if strings.EqualFold(string(check.ID), name) {
			return check.ID
		}
	}
	return policy.CheckID(name)
}

func readJSON(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := yaml.YAMLToJSON(content)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return string(text)
}

// podOf decodes a pod, with the defaults that the API server gives volumes and ports before it evaluates them.
func podOf(t *testing.T, text string) *corev1.Pod {
	t.Helper()
	pod := &corev1.Pod{}
	if err := json.Unmarshal([]byte(text), pod); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	for i := range pod.Spec.Volumes {
		if source := &pod.Spec.Volumes[i].VolumeSource; *source == (corev1.VolumeSource{}) {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
	if pod.Spec.HostNetwork {
		hostPorts(pod.Spec.Containers)
		hostPorts(pod.Spec.InitContainers)
		for i := range pod.Spec.EphemeralContainers {
			hostPorts([]corev1.Container{corev1.Container(pod.Spec.EphemeralContainers[i].EphemeralContainerCommon)})
		}
	}
	return pod
}

// hostPorts opens ports on the node, as they are in its network.
func hostPorts(containers []corev1.Container) {
	for _, container := range containers {
		for i := range container.Ports {
			if port := &container.Ports[i]; port.HostPort == 0 {
				port.HostPort = port.ContainerPort
			}
		}
	}
}
