package relate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

func TestProgramsThatNoPodShows(t *testing.T) {
	const (
		leader = `{"kind":"Node","metadata":{"name":"cp","labels":{"node-role.kubernetes.io/control-plane":""}}}`
		worker = `{"kind":"Node","metadata":{"name":"w"}}`
		owner  = `{"kind":"DaemonSet","metadata":{"name":"d","namespace":"kube-system","uid":"u"},"spec":{"template":{"spec":{"containers":[{"name":"c","command":["kube-scheduler"]}]}}}}`
	)
	pod := func(node, program string) string {
		return strings.Replace(system(`{"name":"c","command":["`+program+`"]}`), `"spec":{`, `"spec":{"nodeName":"`+node+`",`, 1)
	}
	for name, test := range map[string]struct {
		problems []estate.Problem
		objects  []string
		want     []string
	}{
		"a provider runs it": {nil, []string{worker}, nil},
		"no pods":            {nil, []string{leader, worker}, []string{"apiserver not-in-input", "controllermanager not-in-input", "etcd not-in-input", "scheduler not-in-input"}},
		"etcd is elsewhere":  {nil, []string{leader, pod("cp", "kube-apiserver"), pod("cp", "kube-controller-manager"), pod("cp", "kube-scheduler")}, []string{"etcd not-in-input"}},
		"another node's":     {nil, []string{leader, pod("other", "etcd"), pod("cp", "kube-apiserver"), pod("cp", "kube-controller-manager"), owner}, []string{"etcd not-in-input"}},
		"pods are not read":  {[]estate.Problem{{What: "pods", Kind: "Pod", Error: "no"}}, []string{leader, owner}, []string{"apiserver unread", "controllermanager unread", "etcd unread"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range related(t, estate.Cluster, test.problems, test.objects...) {
				if s.Object.Kind == "Node" && s.Kind != "kubernetes/kubelet" && s.Kind != "kubernetes/node" {
					got = append(got, strings.TrimPrefix(s.Kind, "kubernetes/")+" "+s.Roots[0].Value.Get("flags").Reason())
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestAMachineShowsWhatNoPodDoes(t *testing.T) {
	machine := object(t, `{"kind":"Machine","metadata":{"name":"cp"},"controlPlane":{"containers":[]}}`)
	target := &estate.Target{ID: "t", Kind: estate.Cluster, Version: "v1.36.1+k3s1"}
	for _, machines := range [][]*estate.Object{nil, {machine}} {
		r := New(target, machines, func(string) bool { return true })
		var all []*subject.Subject
		o := object(t, `{"kind":"Node","metadata":{"name":"cp","labels":{"node-role.kubernetes.io/control-plane":"true"}}}`)
		o.Target = target
		if err := r.Object(o, func(s *subject.Subject) { all = append(all, s) }); err != nil {
			t.Fatal(err)
		}
		r.End(func(s *subject.Subject) {
			if s.Kind != "kubernetes/kubelet" && s.Kind != "kubernetes/node" {
				all = append(all, s)
			}
		})
		if machines != nil && len(all) > 0 {
			t.Errorf("%d subjects beside the machine's", len(all))
		}
		if machines == nil && (len(all) != 4 || !strings.HasPrefix(all[0].Roots[0].Value.Get("flags").Text, "k3s runs kube-apiserver")) {
			t.Errorf("%d subjects: %+v", len(all), all)
		}
	}
}

func TestKubeletsThatNobodyAsked(t *testing.T) {
	node := func(name, rest string) string { return `{"kind":"Node","metadata":{"name":"` + name + `"` + rest + `}` }
	eks := `},"status":{"nodeInfo":{"kubeletVersion":"v1.33.1-eks-1a2b3c4"}}`
	asked := `{"kind":"KubeletConfiguration","metadata":{"name":"a"},"authentication":{}}`
	for name, test := range map[string]struct {
		objects []string
		want    []string // node, count, and what the reason holds
	}{
		"one for all":           {[]string{node("a", "}"), node("b", "}"), node("c", "}")}, []string{"a 3 it was not asked for its configuration: that needs --allow-node-proxy"}},
		"asked":                 {[]string{node("a", "}"), asked}, nil},
		"one does not answer":   {[]string{node("a", "}"), node("b", "}"), asked}, []string{"b 1 it was not asked for its configuration: "}},
		"platforms are apart":   {[]string{node("a", "}"), node("b", eks)}, []string{"a 1 it was not asked for its configuration: ", "b 1 it was not asked for its configuration, on a node of EKS: "}},
		"a cluster of no nodes": {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for _, s := range related(t, estate.Cluster, nil, test.objects...) {
				if s.Kind != "kubernetes/kubelet" || s.Object.Kind != "Node" {
					continue
				}
				got := fmt.Sprintf("%s %d %s", s.Object.Name, *s.Running, s.Roots[0].Value.Text)
				if n >= len(test.want) || !strings.HasPrefix(got, test.want[n]) || s.Roots[0].Value.Kind != estate.NotInInput {
					t.Errorf("%q, want %q", got, test.want)
				}
				n++
			}
			if n != len(test.want) {
				t.Errorf("%d subjects, want %q", n, test.want)
			}
			if files := related(t, estate.Files, nil, test.objects...); slices.ContainsFunc(files, func(s *subject.Subject) bool { return s.Kind == "kubernetes/kubelet" && s.Running != nil }) {
				t.Error("files have kubelets")
			}
		})
	}
}

func TestPlatforms(t *testing.T) {
	labelled := func(label string) string {
		return `{"kind":"Node","metadata":{"name":"n","labels":{"` + label + `":"x"}},"spec":{},"status":{"nodeInfo":{"kubeletVersion":"v1.36.1"}}}`
	}
	version := func(version string) string {
		return `{"kind":"Node","metadata":{"name":"n"},"status":{"nodeInfo":{"kubeletVersion":"` + version + `"}}}`
	}
	for object, want := range map[string]string{
		labelled("eks.amazonaws.com/nodegroup"):   "EKS",
		labelled("cloud.google.com/gke-nodepool"): "GKE",
		labelled("kubernetes.azure.com/cluster"):  "AKS",
		version("v1.33.1-eks-1a2b3c4"):            "EKS",
		version("v1.33.1-gke.1107000"):            "GKE",
		version("v1.33.1+k3s1"):                   "",
		version("v1.33.1+rke2r1"):                 "",
		version("v1.33.1"):                        "",
		labelled("topology.kubernetes.io/region"): "",
		`{"kind":"Node","metadata":{"name":"n"},"status":{"nodeInfo":{"osImage":"Talos (v1.11.0)","kubeletVersion":"v1.34.0"}}}`: "",
		// Nodes of a control plane show that no provider runs it.
		`{"kind":"Node","metadata":{"name":"n","labels":{"node-role.kubernetes.io/control-plane":"","eks.amazonaws.com/nodegroup":"x"}}}`: "",
	} {
		got := map[string]bool{}
		for _, s := range related(t, estate.Cluster, nil, object) {
			if s.Object.Kind == "ControlPlane" {
				got[s.Object.Name+" "+s.Part] = true
				if why := s.Roots[0].Value.Get("flags"); why.Kind != estate.NotInInput || !strings.HasPrefix(why.Text, want+" runs ") {
					t.Errorf("%s: %+v", object, why)
				}
			}
		}
		if want == "" && len(got) > 0 || want != "" && (len(got) != 4 || !got[want+" kube-apiserver"]) {
			t.Errorf("%s: %v", object, got)
		}
	}
}
