package relate

import (
	"encoding/json"
	"slices"
	"testing"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
	"bulkhead/policies"
)

func TestFlagsThatK3sWasToldToGive(t *testing.T) {
	const program = "kubernetes/apiserver"
	for name, test := range map[string]struct {
		arguments []string
		flag      string
		want      string
	}{
		"joined":               {[]string{"server", "--kube-apiserver-arg=anonymous-auth=true"}, "anonymous-auth", "true"},
		"apart":                {[]string{"server", "--kube-apiserver-arg", "audit-log-maxage=30"}, "audit-log-maxage", "30"},
		"a list":               {[]string{"server", "--kube-apiserver-arg", "authorization-mode=Node,RBAC"}, "authorization-mode", `["Node","RBAC"]`},
		"alone":                {[]string{"server", "--kube-apiserver-arg", "profiling"}, "profiling", "true"},
		"k3s' own":             {[]string{"server", "--kube-apiserver-arg", "profiling=true"}, "anonymous-auth", "not-in-input"},
		"another's":            {[]string{"server", "--kube-scheduler-arg", "profiling=true"}, "profiling", "not-in-input"},
		"added":                {[]string{"server", "--kube-apiserver-arg", "enable-admission-plugins+=EventRateLimit"}, "enable-admission-plugins", "not-in-input"},
		"twice":                {[]string{"server", "--kube-apiserver-arg", "profiling=true", "--kube-apiserver-arg", "profiling=false"}, "profiling", "not-in-input"},
		"no value":             {[]string{"server", "--kube-apiserver-arg"}, "profiling", "not-in-input"},
		"of the wrong type":    {[]string{"server", "--kube-apiserver-arg", "audit-log-maxage=soon"}, "audit-log-maxage", "unread"},
		"nothing":              {nil, "profiling", "not-in-input"},
		"given and left empty": {[]string{"server", "--kube-apiserver-arg", "audit-log-path="}, "audit-log-path", "not-in-input"},
	} {
		text, err := json.Marshal(test.arguments)
		if err != nil {
			t.Fatal(err)
		}
		quoted, _ := json.Marshal(string(text))
		node := `{"kind":"Node","metadata":{"name":"cp","labels":{"node-role.kubernetes.io/control-plane":"true"},"annotations":{"k3s.io/node-args":` + string(quoted) + `}}}`
		s := find(t, related(t, estate.Cluster, nil, node), program, "cp", "kube-apiserver")
		got := "absent"
		if v := s.Root("apiserver").Value.At("flags", test.flag); v.Unknown() {
			got = v.Reason()
		} else if v != nil {
			got = string(estate.AppendJSON(nil, v))
		}
		if got != test.want {
			t.Errorf("%s: --%s is %s, want %s", name, test.flag, got, test.want)
		}
	}
}

func TestNodesWithoutUsableArgumentsOfK3s(t *testing.T) {
	for _, text := range []string{"", "no list", `{"a":1}`, `[1]`} {
		o := object(t, `{"kind":"Node","metadata":{"name":"cp"}}`)
		o.Value = estate.MapOf(estate.Item{Key: "metadata", Value: estate.MapOf(estate.Item{
			Key: "annotations", Value: estate.MapOf(estate.Item{Key: k3sArguments, Value: estate.Text(text)}),
		})})
		if got := k3sFlags(o, "etcd", "why"); got.Reason() != "not-in-input" || got.Text != "why" {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// A flag that is missing in the list would count as one that nobody gave.
func TestAllAskedFlagsAreKnownToBeUnknown(t *testing.T) {
	all, err := catalogue.Load(policies.FS, "kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, control := range all.Controls {
		for _, path := range control.Reads {
			if len(path) < 3 || path[1] != "flags" || control.Subject == "kubernetes/kubelet" {
				continue
			}
			met++
			if !slices.Contains(askedFlags(), path[2]) {
				t.Errorf("%s asks for --%s: add it to askedFlags", control.ID, path[2])
			}
		}
	}
	if met < 40 {
		t.Errorf("%d flags are asked for", met)
	}
}

func TestAMachineOfK3sKnowsWhatWasGiven(t *testing.T) {
	machine := object(t, `{"kind":"Machine","metadata":{"name":"cp"},"controlPlane":{"containers":[{"name":"kube-apiserver","host":"k3s"}]}}`)
	container := machine.Value.At("controlPlane", "containers").Items[0].Value
	why := estate.NotInInputBecause("k3s")
	container.Items = append(container.Items, estate.Item{Key: "command", Value: estate.ListOf(
		estate.Text("kube-apiserver"), estate.Text("--anonymous-auth=true"), why,
	)})
	var flags *estate.Value
	machineComponents(machine, func(s *subject.Subject) { flags = s.Root("apiserver").Value.Get("flags") })
	if !flags.Get("anonymous-auth").IsTrue() || flags.Get("profiling") != why {
		t.Errorf("%s", estate.AppendJSON(nil, flags))
	}
}
