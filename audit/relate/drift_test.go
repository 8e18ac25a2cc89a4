package relate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const drifting = `{"kind":"%s","metadata":{"name":"web","namespace":"a","uid":"d1"},"spec":{"template":{
	"metadata":{"labels":{"app":"web"},"annotations":{"container.apparmor.security.beta.kubernetes.io/app":"runtime/default"}},
	"spec":{"serviceAccountName":"s","securityContext":{},"volumes":[{"name":"v","emptyDir":{}}],
	"initContainers":[{"name":"init","securityContext":{"privileged":false}}],
	"containers":[{"name":"app","image":"i:1","ports":[{"containerPort":80}]}]}},"volumeClaimTemplates":[{"metadata":{"name":"data"}}]}}`

// running is a pod as the API server makes it of that template.
const running = `{"kind":"Pod","metadata":{"name":"web-0","namespace":"a","ownerReferences":[{"uid":"d1","controller":true}],
	"labels":{"app":"web","pod-template-hash":"1"},"annotations":{"container.apparmor.security.beta.kubernetes.io/app":"runtime/default","cni/ip":"1"}},
	"spec":{"nodeName":"n","priority":0,"enableServiceLinks":true,"tolerations":[{"key":"k"}],"serviceAccountName":"s","serviceAccount":"s",
	"volumes":[{"name":"v","emptyDir":{}},{"name":"data","persistentVolumeClaim":{"claimName":"data-web-0"}},{"name":"kube-api-access-x","projected":{"sources":[]}}],
	"initContainers":[{"name":"init","securityContext":{"privileged":false},"volumeMounts":[{"name":"kube-api-access-x"}]}],
	"containers":[{"name":"app","image":"i:1","ports":[{"containerPort":80}],"securityContext":{"appArmorProfile":{"type":"RuntimeDefault"}},
	"volumeMounts":[{"name":"kube-api-access-x"}]}]},"status":{"phase":"Running"}}`

func TestDrift(t *testing.T) {
	whole := []string{
		"kubernetes/pod ", "kubernetes/container init", "kubernetes/container app", "kubernetes/port app/80",
		"kubernetes/volume v", "kubernetes/volume data", "kubernetes/volume kube-api-access-x",
	}
	app := []string{"kubernetes/container app", "kubernetes/port app/80"}
	tests := map[string]struct {
		old, changed string
		want         []string
	}{
		"none":                        {"", "", nil},
		"another image":               {`"image":"i:1"`, `"image":"i:2"`, nil},
		"an empty context":            {`"serviceAccount":"s",`, `"securityContext":{},`, nil},
		"another node's network":      {`"nodeName":"n"`, `"hostNetwork":true`, whole},
		"a pod's context":             {`"priority":0`, `"securityContext":{"runAsUser":0}`, whole},
		"another account":             {`"serviceAccountName":"s"`, `"serviceAccountName":"t"`, whole},
		"a label that a policy needs": {`"app":"web","pod`, `"pod`, whole},
		"another claim":               {`data-web-0`, `other`, nil},
		"a container's context":       {`{"appArmorProfile"`, `{"privileged":true,"appArmorProfile"`, app},
		"AppArmor":                    {`"RuntimeDefault"`, `"Unconfined"`, app},
		"a host port":                 {`"containerPort":80`, `"containerPort":80,"hostPort":80`, app},
		"an init container":           {`"privileged":false`, `"privileged":true`, []string{"kubernetes/container init"}},
		"a sidecar":                   {`{"name":"init",`, `{"name":"init","restartPolicy":"Always",`, []string{"kubernetes/container init"}},
		"an injected container":       {`"containers":[`, `"containers":[{"name":"proxy"},`, []string{"kubernetes/container proxy"}},
		"an ephemeral container":      {`"containers":[`, `"ephemeralContainers":[{"name":"sh"}],"containers":[`, []string{"kubernetes/container sh"}},
		"an injected volume":          {`"volumes":[`, `"volumes":[{"name":"x","hostPath":{"path":"/"}},`, []string{"kubernetes/volume x"}},
		"a volume of that name":       {`"emptyDir":{}`, `"hostPath":{"path":"/"}`, []string{"kubernetes/volume v"}},
		"no token's volume":           {`"projected":{"sources":[]}`, `"hostPath":{"path":"/"}`, []string{"kubernetes/volume kube-api-access-x"}},
		"one that ended":              {`"phase":"Running"`, `"phase":"Failed","x":"hostNetwork"`, nil},
		"a container less":            {`{"name":"init","securityContext":{"privileged":false},"volumeMounts":[{"name":"kube-api-access-x"}]}`, ``, nil},
		"a limit beyond the template": {`"image":"i:1"`, `"resources":{"limits":{"memory":"1Gi"}}`, app},
	}
	policy := `{"kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{"podSelector":{"matchLabels":{"app":"web"}}}}`
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			pod := strings.Replace(running, test.old, test.changed, 1)
			second := strings.Replace(pod, `"web-0"`, `"web-1"`, 1)
			all := related(t, estate.Cluster, nil, policy, fmt.Sprintf(drifting, "StatefulSet"), pod, second)
			var got []string
			for _, s := range all {
				if s.Object.Kind != "Pod" || s.Kind == "kubernetes/drift" {
					continue
				}
				got = append(got, s.Kind+" "+s.Part)
				if s.Object.Name != "web-0" || *s.Running != 2 {
					t.Errorf("%s %s is of %s, %d running", s.Kind, s.Part, s.Object.Name, *s.Running)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if n := *find(t, all, "kubernetes/pod", "web", "").Running; n != 2 && name != "one that ended" {
				t.Errorf("%d of the owner run", n)
			}
		})
	}
}

// Pods on the node's network get host ports from the API server, which templates don't have.
func TestHostPortsOnTheNodesNetworkAreNoDrift(t *testing.T) {
	owner := strings.Replace(fmt.Sprintf(drifting, "DaemonSet"), `"serviceAccountName":"s"`, `"serviceAccountName":"s","hostNetwork":true`, 1)
	pod := strings.Replace(running, `"nodeName":"n"`, `"hostNetwork":true`, 1)
	pod = strings.Replace(pod, `"containerPort":80`, `"containerPort":80,"hostPort":80`, 1)
	for _, s := range related(t, estate.Cluster, nil, owner, pod) {
		if s.Object.Kind == "Pod" {
			t.Errorf("%s %s", s.Kind, s.Part)
		}
	}
}

// A pod that is older than the LimitRange of its namespace has no limit, whatever pods of its template would get.
func TestDriftOfLimits(t *testing.T) {
	limits := `{"kind":"LimitRange","metadata":{"name":"l","namespace":"a"},"spec":{"limits":[{"type":"Container","default":{"memory":"1Gi"}}]}}`
	old := strings.Replace(running, `"web-0"`, `"old"`, 1)
	limited := strings.Replace(running, `"name":"init"`, `"name":"init","resources":{"limits":{"memory":"1Gi"}}`, 1)
	limited = strings.Replace(limited, `"image":"i:1"`, `"resources":{"limits":{"memory":"1Gi"}}`, 1)
	var got []string
	for _, s := range related(t, estate.Cluster, nil, limits, fmt.Sprintf(drifting, "ReplicaSet"), limited, old) {
		if s.Object.Kind == "Pod" && s.Kind != "kubernetes/drift" {
			got = append(got, s.Object.Name+" "+s.Kind+" "+s.Part+" "+show(s, "facts", "limitRange", "memory"))
		}
	}
	want := []string{"old kubernetes/container init absent", "old kubernetes/container app absent", "old kubernetes/port app/80 absent"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	forbidden := []estate.Problem{{What: "limitranges", Kind: "LimitRange"}}
	for _, s := range related(t, estate.Cluster, forbidden, fmt.Sprintf(drifting, "ReplicaSet"), limited, old) {
		if s.Object.Kind == "Pod" {
			t.Errorf("limits that are not known make drift of %s", s.Part)
		}
	}
}

// Each difference is told with both values and where they stand.
func TestDriftTellsBothValues(t *testing.T) {
	for name, test := range map[string]struct {
		old, changed string
		want         []string // change, what, the pod's value and place, the template's
	}{
		"another node's network": {`"nodeName":"n"`, `"hostNetwork":true`, []string{
			"hostNetwork set hostNetwork: true at spec.hostNetwork, absent at spec.template.spec.hostNetwork",
			`network policies changed network policies: {"ingress":false,"egress":false,"outside":true} at metadata.labels, ` +
				`{"ingress":true,"egress":false,"outside":true} at spec.template.metadata.labels`,
		}},
		"a pod's context": {`"priority":0`, `"securityContext":{"runAsUser":0}`, []string{
			"securityContext.runAsUser set securityContext.runAsUser: 0 at spec.securityContext.runAsUser, absent at spec.template.spec.securityContext.runAsUser",
		}},
		"another account": {`"serviceAccountName":"s"`, `"serviceAccountName":"t"`, []string{
			`serviceAccountName changed serviceAccountName: "t" at spec.serviceAccountName, "s" at spec.template.spec.serviceAccountName`,
		}},
		"a container's context": {`{"appArmorProfile"`, `{"privileged":true,"appArmorProfile"`, []string{
			"container app: securityContext.privileged set securityContext.privileged: true at spec.containers[0].securityContext.privileged, " +
				"absent at spec.template.spec.containers[0].securityContext.privileged",
		}},
		"a context less": {`"securityContext":{"privileged":false}`, `"securityContext":{}`, []string{
			"container init: securityContext.privileged unset securityContext.privileged: absent at spec.initContainers[0].securityContext.privileged, " +
				"false at spec.template.spec.initContainers[0].securityContext.privileged",
		}},
		"AppArmor": {`"RuntimeDefault"`, `"Unconfined"`, []string{
			`container app: securityContext.appArmorProfile changed securityContext.appArmorProfile: {"type":"Unconfined"} at spec.containers[0].securityContext.appArmorProfile, ` +
				`{"type":"RuntimeDefault"} at spec.template.spec.containers[0].securityContext.appArmorProfile`,
		}},
		"a host port": {`"containerPort":80`, `"containerPort":80,"hostPort":80`, []string{
			"container app: host ports set host ports: [80] at spec.containers[0].ports, absent at spec.template.spec.containers[0].ports",
		}},
		"a sidecar": {`{"name":"init",`, `{"name":"init","restartPolicy":"Always",`, []string{
			`container init: kind of container changed kind of container: "sidecar" at spec.initContainers[0], "init" at spec.template.spec.initContainers[0]`,
		}},
		"an injected container": {`"containers":[`, `"containers":[{"name":"proxy","image":"p"},`, []string{
			`container proxy added container: {"name":"proxy","image":"p"} at spec.containers[0], absent at spec.template.spec.containers`,
		}},
		"an ephemeral container": {`"containers":[`, `"ephemeralContainers":[{"name":"sh","image":"b"}],"containers":[`, []string{
			`ephemeral container sh added ephemeral container: {"name":"sh","image":"b"} at spec.ephemeralContainers[0], absent at spec.template.spec.ephemeralContainers`,
		}},
		"an injected volume": {`"volumes":[`, `"volumes":[{"name":"x","hostPath":{"path":"/"}},`, []string{
			`volume x added volume: {"name":"x","hostPath":{"path":"/"}} at spec.volumes[0], absent at spec.template.spec.volumes`,
		}},
		"a volume of that name": {`"emptyDir":{}`, `"hostPath":{"path":"/"}`, []string{
			`volume v: source changed source: {"hostPath":{"path":"/"}} at spec.volumes[0], {"emptyDir":{}} at spec.template.spec.volumes[0]`,
		}},
		"a limit": {`"image":"i:1"`, `"resources":{"limits":{"memory":"1Gi"}}`, []string{
			`container app: limit of memory set limit of memory: "some" at spec.containers[0].resources.limits.memory, absent at spec.template.spec.containers[0].resources.limits.memory`,
		}},
		"nothing": {"", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			pod := strings.Replace(running, test.old, test.changed, 1)
			policy := `{"kind":"NetworkPolicy","metadata":{"name":"p","namespace":"a"},"spec":{"podSelector":{"matchLabels":{"app":"web"}}}}`
			var got []string
			for _, s := range related(t, estate.Cluster, nil, policy, fmt.Sprintf(drifting, "StatefulSet"), pod) {
				if s.Kind != "kubernetes/drift" {
					continue
				}
				got = append(got, fmt.Sprintf("%s %s %s: %s at %s, %s at %s", s.Part, s.Root("drift").Value.Get("change").Str(), s.Root("drift").Value.Get("what").Str(),
					show(s, "running"), s.Root("running").Path, show(s, "template"), s.Root("template").Path))
				if owner := s.Root("template").Object; owner.Kind != "StatefulSet" || owner.Name != "web" {
					t.Errorf("the template is of %s %s", owner.Kind, owner.Name)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// What names a virtual machine as its owner is no pod of a template.
func TestPodsOfAVirtualMachineStandAlone(t *testing.T) {
	const machine = `{"kind":"VirtualMachine","metadata":{"name":"m","namespace":"a","uid":"d1"},"spec":{"template":{"spec":{"domain":{}}}}}`
	find(t, related(t, estate.Cluster, nil, machine, running), "kubernetes/pod", "web-0", "")
}
