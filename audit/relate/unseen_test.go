package relate

import (
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
				if s.Object.Kind == "Node" {
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
		r.End(func(s *subject.Subject) { all = append(all, s) })
		if machines != nil && len(all) > 0 {
			t.Errorf("%d subjects beside the machine's", len(all))
		}
		if machines == nil && (len(all) != 4 || !strings.HasPrefix(all[0].Roots[0].Value.Get("flags").Text, "k3s runs kube-apiserver")) {
			t.Errorf("%d subjects: %+v", len(all), all)
		}
	}
}
