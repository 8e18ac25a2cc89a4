package policies_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	corev1 "k8s.io/api/core/v1"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	kjson "sigs.k8s.io/json"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/audit/subject"
	"bulkhead/testdata/generated"
)

// The controls that map to the Pod Security Standards against the evaluator that the API server uses: a pod violates baseline if
// and only if a control of baseline fails, and restricted if and only if one of baseline or restricted does.
// Each of upstream's checks, asked for itself, agrees with its own control too. BULKHEAD_LONG=1 compares many more pods, and BULKHEAD_SEED repeats a run.
func TestPodSecurityStandards(t *testing.T) {
	pods, seed := 10_000, generated.Seed(t)
	if generated.Long() {
		pods = 100_000
	}
	t.Logf("%d pods, BULKHEAD_SEED=%d", pods, seed)

	upstream, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	controls := load(t)
	ours := engine.New(controls, func(c *catalogue.Control) bool { return c.Frameworks["pss"] != nil }, true).Examiner()
	random := &podMaker{rand.New(rand.NewPCG(seed, 0))}
	var allowed [2]int         // by level, pods that upstream allows
	alone := map[string]bool{} // controls that alone decided a level of some pod
	for _, control := range controls.Controls {
		if control.Frameworks["pss"] != nil {
			alone[control.ID] = false
		}
	}
	// On beyond the count until each control has decided one alone, so that luck can't fail the test: the rarest does so once in some 2,000 pods.
	made := 0
	for ; made < pods || made < 20*pods && slices.Contains(slices.Collect(maps.Values(alone)), false); made++ {
		minor := oldestMinor + random.IntN(newestMinor-oldestMinor+1)
		text := random.pod()
		want, reasons := evaluate(t, upstream, minor, text)
		failed := failures(t, ours, minor, text)
		got := [2]bool{len(failed["baseline"]) == 0, len(failed["baseline"])+len(failed["restricted"]) == 0}
		if got != want {
			t.Errorf("v1.%d %s\nbaseline, restricted: upstream allows %v for %q, ours %v for %v", minor, text, want, reasons, got, failed)
		}
		if got, want := checksOf(failed), checkPod(podOf(t, text), minor); !slices.Equal(got, want) {
			t.Errorf("v1.%d %s\nupstream's checks violated: %v, ours: %v", minor, text, want, got)
		}
		switch {
		case len(failed["baseline"]) == 1:
			alone[failed["baseline"][0]] = true
		case got[0] && len(failed["restricted"]) == 1:
			alone[failed["restricted"][0]] = true
		}
		for level := range want {
			if want[level] {
				allowed[level]++
			}
		}
	}
	for level, count := range allowed {
		if min(count, made-count) < made/10 {
			t.Errorf("level %d: %d of %d pods allowed: one verdict is too rare", level, count, made)
		}
	}
	for control, decided := range alone {
		if !decided {
			t.Errorf("control %s never decided alone", control)
		}
	}
}

// evaluate returns whether upstream's evaluator allows a pod under baseline and under restricted, and why not.
func evaluate(t *testing.T, upstream policy.Evaluator, minor int, text string) (allowed [2]bool, reasons []string) {
	t.Helper()
	pod := podOf(t, text)
	for i, level := range []psa.Level{psa.LevelBaseline, psa.LevelRestricted} {
		version := psa.LevelVersion{Level: level, Version: psa.MajorMinorVersion(1, minor)}
		allowed[i] = true
		for _, result := range upstream.EvaluatePod(version, &pod.ObjectMeta, &pod.Spec) {
			if !result.Allowed {
				allowed[i] = false
				reasons = append(reasons, string(level)+": "+result.ForbiddenReason)
			}
		}
	}
	return allowed, reasons
}

// failures returns the controls that fail for a pod or a part of it, each once, by the level that they map to.
func failures(t *testing.T, ours *engine.Examiner, minor int, text string) map[string][]string {
	t.Helper()
	value, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	target := &estate.Target{Kind: estate.Cluster, Version: fmt.Sprintf("v1.%d.0", minor)}
	pod := &estate.Object{Target: target, Platform: estate.Kubernetes, Kind: "Pod", Namespace: "a", Name: "p", Value: value}
	failed := map[string][]string{}
	relation := relate.New(target, nil, func(string) bool { return true })
	err = relation.Object(pod, func(s *subject.Subject) {
		answers, err := ours.Examine(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, answer := range answers {
			switch answer.Verdict.Outcome {
			case engine.Fail:
				level := answer.Control.Frameworks["pss"][0]
				if !slices.Contains(failed[level], answer.Control.ID) {
					failed[level] = append(failed[level], answer.Control.ID)
				}
			case engine.Unknown:
				t.Errorf("control %s: %s in %s", answer.Control.ID, answer.Verdict.Message(), text)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return failed
}

// podMaker makes pods that restricted allows, with up to a handful of their fields replaced.
type podMaker struct{ *rand.Rand }

// change is a field that a profile reads, or one above it, and values in JSON that it may get. An empty value removes it.
type change struct {
	path   string
	values []string
}

func (m *podMaker) pod() string {
	pod := map[string]any{
		"metadata": map[string]any{"name": "p", "annotations": map[string]any{}},
		"spec":     map[string]any{"securityContext": map[string]any{}},
	}
	spec := pod["spec"].(map[string]any)
	var containers []map[string]any
	for i := range 1 + m.IntN(3) {
		context := map[string]any{"allowPrivilegeEscalation": false, "capabilities": map[string]any{"drop": []any{"ALL"}}}
		strict := pick(m, []map[string]any{context, spec["securityContext"].(map[string]any)})
		strict["runAsNonRoot"], strict["seccompProfile"] = true, map[string]any{"type": "RuntimeDefault"}
		container := map[string]any{"name": fmt.Sprintf("c%d", i), "securityContext": context}
		containers = append(containers, container)
		list := "containers"
		if i > 0 {
			list = pick(m, []string{"containers", "initContainers", "ephemeralContainers"})
		}
		all, _ := spec[list].([]any)
		spec[list] = append(all, container)
	}
	if m.IntN(4) == 0 {
		spec["hostUsers"] = false
	}
	for range m.IntN(3) * m.IntN(5) {
		if m.IntN(2) == 0 {
			m.apply(pod, pick(m, podChanges()))
		} else {
			m.apply(containers[m.IntN(len(containers))], pick(m, containerChanges()))
		}
	}
	if m.IntN(4) == 0 {
		m.empty(pod)
	}
	if os, _ := spec["os"].(map[string]any); os["name"] == "windows" {
		linuxOnly(spec, "hostPID", "hostIPC", "hostUsers")
		linuxOnly(spec["securityContext"], "appArmorProfile", "seLinuxOptions", "seccompProfile", "sysctls", "runAsUser")
		for _, container := range containers {
			linuxOnly(container["securityContext"], "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities",
				"privileged", "allowPrivilegeEscalation", "procMount", "runAsUser")
		}
	}
	text, err := json.Marshal(pod)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// empty puts something that says nothing, or little, at any place of the pod, as long as the API server's decoder takes it and no
// container or volume loses its name, without which validation refuses the pod.
func (m *podMaker) empty(pod map[string]any) {
	var sets []func(with any) (before any)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				sets = append(sets, func(with any) any { before := v[key]; v[key] = with; return before })
				walk(v[key])
			}
		case []any:
			for i := range v {
				sets = append(sets, func(with any) any { before := v[i]; v[i] = with; return before })
				walk(v[i])
			}
		}
	}
	walk(pod["metadata"])
	walk(pod["spec"])
	set := pick(m, sets)
	before := set(pick(m, []any{nil, nil, map[string]any{}, []any{}, "", 0, -1, false, []any{nil}, []any{map[string]any{}}}))
	var made corev1.Pod
	text, err := json.Marshal(pod)
	if err == nil {
		err = kjson.UnmarshalCaseSensitivePreserveInts(text, &made)
	}
	if err != nil || len(made.Spec.Containers) == 0 || !named(&made.Spec) {
		set(before)
	}
}

func named(spec *corev1.PodSpec) bool {
	for _, containers := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		if slices.ContainsFunc(containers, func(c corev1.Container) bool { return c.Name == "" }) {
			return false
		}
	}
	return !slices.ContainsFunc(spec.EphemeralContainers, func(c corev1.EphemeralContainer) bool { return c.Name == "" }) &&
		!slices.ContainsFunc(spec.Volumes, func(v corev1.Volume) bool { return v.Name == "" })
}

// linuxOnly removes what the API server refuses in Windows pods. Upstream's restricted level does not look at all of it, so
// that it would allow a few impossible pods that its baseline level refuses.
func linuxOnly(object any, fields ...string) {
	for _, field := range fields {
		if object, ok := object.(map[string]any); ok {
			delete(object, field)
		}
	}
}

// apply gives the field one of its values. Maps on the way to it are made where there are none.
func (m *podMaker) apply(object map[string]any, c change) {
	keys := strings.Split(c.path, " ")
	for _, key := range keys[:len(keys)-1] {
		below, ok := object[key].(map[string]any)
		if !ok {
			below = map[string]any{}
			object[key] = below
		}
		object = below
	}
	last := keys[len(keys)-1]
	text := pick(m, c.values)
	if text == "" {
		delete(object, last)
		return
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		panic(fmt.Sprintf("%v in %s", err, text))
	}
	object[last] = value
}

func pick[T any](m *podMaker, all []T) T { return all[m.IntN(len(all))] }

func podChanges() []change {
	flags := []string{"", "null", "false", "true"}
	changes := []change{
		{"spec hostNetwork", flags},
		{"spec hostPID", flags},
		{"spec hostIPC", flags},
		{"spec hostUsers", []string{"", "null", "true"}},
		{"spec os", []string{"", "null", "{}", `{"name":"linux"}`, `{"name":"windows"}`, `{"name":"windows"}`, `{"name":"Windows"}`}},
		{"spec volumes", volumes()},
		{"spec securityContext", []string{"", "null", "{}"}},
		{"spec securityContext sysctls", sysctls()},
	}
	for _, key := range []string{"c0", "c1", "elsewhere", ""} {
		changes = append(changes, change{
			"metadata annotations container.apparmor.security.beta.kubernetes.io/" + key,
			[]string{`""`, `"runtime/default"`, `"localhost/x"`, `"localhost/"`, `"localhost"`, `"unconfined"`, `"Unconfined"`, `"runtime/default "`},
		})
	}
	changes = append(changes, change{"metadata annotations seccomp.security.alpha.kubernetes.io/pod", []string{`"unconfined"`, `"runtime/default"`}})
	return append(changes, contextChanges("spec securityContext ")...)
}

func containerChanges() []change {
	flags := []string{"", "null", "false", "true"}
	changes := []change{
		{"securityContext", []string{"", "null", "{}"}},
		{"securityContext privileged", flags},
		{"securityContext allowPrivilegeEscalation", flags},
		{"securityContext procMount", []string{"", "null", `""`, `"Default"`, `"Unmasked"`, `"default"`}},
		{"securityContext capabilities", []string{"", "null", "{}"}},
		{"securityContext capabilities drop", []string{"", "null", "[]", `["all"]`, `["CAP_ALL"]`, `["NET_RAW"]`, `["NET_RAW","ALL"]`, `[""]`}},
		{"securityContext capabilities add", []string{
			"", "null", "[]", `["NET_BIND_SERVICE"]`, `["NET_BIND_SERVICE","CHOWN"]`, `["net_bind_service"]`, `["CAP_NET_BIND_SERVICE"]`,
			`["MKNOD","SETPCAP","AUDIT_WRITE"]`, `["NET_RAW"]`, `["ALL"]`, `["SYS_ADMIN","SYS_CHROOT"]`, `[""]`,
			`["DAC_OVERRIDE","FOWNER","FSETID","KILL","SETFCAP","SETGID","SETUID","SYS_CHROOT"]`,
		}},
		{"ports", []string{
			"null", "[]", `[{}]`, `[{"containerPort":80}]`, `[{"containerPort":80,"hostPort":0}]`, `[{"containerPort":80,"hostPort":null}]`,
			`[{"containerPort":80},{"containerPort":81,"hostPort":81}]`, `[{"hostPort":1}]`,
		}},
		{"lifecycle", []string{"", "null", "{}"}},
	}
	for _, handler := range []string{"livenessProbe", "readinessProbe", "startupProbe", "lifecycle preStop", "lifecycle postStart"} {
		changes = append(changes, change{handler, []string{
			"null", "{}", `{"httpGet":null}`, `{"httpGet":{"port":1}}`, `{"httpGet":{"host":""}}`, `{"httpGet":{"host":"h"}}`,
			`{"tcpSocket":{"host":null}}`, `{"tcpSocket":{"host":""}}`, `{"tcpSocket":{"host":"127.0.0.1"}}`, `{"exec":{"command":["x"]}}`,
		}})
	}
	return append(changes, contextChanges("securityContext ")...)
}

// contextChanges are the fields that pods and containers share.
func contextChanges(at string) []change {
	profiles := []string{
		"", "null", "{}", `{"type":null}`, `{"type":""}`, `{"type":"RuntimeDefault"}`, `{"type":"Localhost","localhostProfile":"x"}`,
		`{"type":"Unconfined"}`, `{"type":"runtimedefault"}`,
	}
	return []change{
		{at + "runAsNonRoot", []string{"", "null", "false", "true"}},
		{at + "runAsUser", []string{"", "null", "0", "0", "1", "1000", "-1"}},
		{at + "seccompProfile", profiles},
		{at + "appArmorProfile", profiles},
		{at + "seLinuxOptions", []string{"", "null", "{}", `{"level":"s0:c1"}`, `{"user":"","role":"","type":""}`, `{"user":"u"}`, `{"role":"r"}`}},
		{at + "seLinuxOptions type", []string{
			"null", `""`, `"container_t"`, `"container_init_t"`, `"container_kvm_t"`, `"container_engine_t"`, `"container_engine_t"`, `"spc_t"`,
		}},
		{at + "windowsOptions", []string{"null", "{}", `{"hostProcess":null}`, `{"hostProcess":false}`, `{"hostProcess":true}`}},
	}
}

// volumes holds lists with each type of volume that the API knows, given and null.
func volumes() []string {
	lists := []string{"null", "[]", `[{"name":"v"}]`, `[{"name":"v","hostPath":{"path":"/x"}}]`, `[{"name":"v","hostPath":{"path":""}}]`}
	for field := range reflect.TypeFor[corev1.VolumeSource]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		lists = append(lists, fmt.Sprintf(`[{"name":"u","emptyDir":{}},{"name":"v",%q:{}}]`, name))
		if len(lists)%4 == 0 {
			lists = append(lists, fmt.Sprintf(`[{"name":"v",%q:null}]`, name))
		}
	}
	return lists
}

func sysctls() []string {
	lists := []string{"", "null", "[]"}
	for _, name := range []string{
		"", "kernel.msgmax", "kernel.shm_rmid_forced", "kernel/shm_rmid_forced", "net.ipv4.ip_forward", "net.ipv4.ip_local_port_range",
		"net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
		"net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_notsent_lowat",
		"net.ipv4.tcp_rmem", "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
	} {
		lists = append(lists, fmt.Sprintf(`[{"name":"net.ipv4.tcp_syncookies","value":"1"},{"name":%q,"value":"0"}]`, name))
	}
	return lists
}
