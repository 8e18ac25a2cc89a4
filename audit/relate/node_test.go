package relate

import (
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

func TestMachineSubjects(t *testing.T) {
	for name, test := range map[string]struct {
		value *estate.Value
		want  []string
	}{
		"without libvirt": {estate.MapOf(), []string{"node/kernel", "node/cpu"}},
		"with libvirt": {
			estate.MapOf(estate.Item{Key: "libvirt", Value: estate.MapOf()}),
			[]string{"node/kernel", "node/cpu", "libvirt/daemon"},
		},
		"with libvirt that cannot be read": {
			estate.MapOf(estate.Item{Key: "libvirt", Value: estate.UnreadBecause("denied")}),
			[]string{"node/kernel", "node/cpu", "libvirt/daemon"},
		},
	} {
		o := &estate.Object{Platform: estate.Node, Kind: "Machine", Name: "a", Value: test.value}
		var kinds []string
		machineSubjects(o, func(s *subject.Subject) {
			kinds = append(kinds, s.Kind)
			machine, facts := s.Root("machine"), s.Root("facts")
			if len(s.Roots) != 2 || machine.Value != o.Value || machine.Object != o || machine.Path != "" || s.Part != "" || s.Object != o {
				t.Errorf("%s: %s has roots %+v", name, s.Kind, s.Roots)
			}
			if facts.Value == nil || facts.Value.Kind != estate.Map || facts.Object != nil {
				t.Errorf("%s: %s has facts %+v", name, s.Kind, facts)
			}
		})
		if !slices.Equal(kinds, test.want) {
			t.Errorf("%s: %v, want %v", name, kinds, test.want)
		}
	}
}

func TestProgramsAndFilesOfAMachine(t *testing.T) {
	text := `{"kind":"Machine","metadata":{"name":"m"},
		"controlPlane":{"containers":[
			{"name":"a","image":"registry.k8s.io/kube-apiserver:v1.33.2","command":["kube-apiserver","--authorization-config=/a"],
				"files":{"authorization-config":{"authorizers":[{"type":"RBAC"}]}}},
			{"name":"e","command":["etcd","--config-file=/e","--auto-tls"],
				"files":{"config-file":{"client-cert-auth":true,"listen-client-urls":"https://a,https://b","name":null}}},
			{"name":"x","command":["else"]}]},
		"files":[{"path":"/etc/kubernetes/admin.conf","role":"kubeconfig","mode":"0644"}]}`
	o := object(t, text)
	o.Platform, o.Target = estate.Node, &estate.Target{ID: "m", Kind: estate.Machine}
	var all []*subject.Subject
	machineSubjects(o, func(s *subject.Subject) { all = append(all, s) })
	apiserver := find(t, all, "kubernetes/apiserver", "m", "kube-apiserver")
	if got := show(apiserver, "facts", "authorizers"); got != `["RBAC"]` {
		t.Errorf("authorizers: %s", got)
	}
	if got := show(apiserver, "facts", "minor"); got != "33" {
		t.Errorf("minor: %s", got)
	}
	etcd := find(t, all, "kubernetes/etcd", "m", "etcd")
	if got := show(etcd, "etcd", "flags"); got != `{"client-cert-auth":true,"listen-client-urls":["https://a","https://b"]}` {
		t.Errorf("etcd's flags: %s", got)
	}
	if got := show(etcd, "facts", "minor"); got != "not-in-input" {
		t.Errorf("etcd's minor: %s", got)
	}
	file := find(t, all, "node/file", "m", "/etc/kubernetes/admin.conf")
	if got := show(file, "file", "mode"); got != `"0644"` {
		t.Errorf("mode: %s", got)
	}
	if len(all) != 5 {
		t.Errorf("%d subjects, want 5", len(all))
	}
}

func TestProcessesOfAMachine(t *testing.T) {
	for name, test := range map[string]struct{ processes, want string }{
		"two":        {`[{"guest":"a"},{"guest":"k","contained":true},{"guest":"b"}]`, "a guests[0] known, b guests[2] known"},
		"none":       {`[]`, ""},
		"no libvirt": {`null`, ""},
	} {
		o := libvirtObject(t, "Machine", "m", `{"libvirt":{},"guests":`+test.processes+`}`)
		o.Platform = estate.Node
		if got := processSubjects(o); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	for _, test := range []struct {
		list *estate.Value
		want string
	}{
		{estate.UnreadBecause("denied"), " guests unread"},
		{estate.NotInInputBecause("an image"), ""},
		{estate.ListOf(estate.UnreadBecause("denied")), " guests[0] unread"},
	} {
		o := &estate.Object{Platform: estate.Node, Kind: "Machine", Value: estate.MapOf(
			estate.Item{Key: "libvirt", Value: estate.MapOf()}, estate.Item{Key: "guests", Value: test.list},
		)}
		if got := processSubjects(o); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// processSubjects writes a machine's as "part path known".
func processSubjects(o *estate.Object) string {
	var all []string
	machineSubjects(o, func(s *subject.Subject) {
		if s.Kind == "libvirt/process" {
			state := "known"
			if s.Roots[0].Value.Unknown() {
				state = s.Roots[0].Value.Reason()
			}
			all = append(all, s.Part+" "+s.Roots[0].Path+" "+state)
		}
	})
	return strings.Join(all, ", ")
}
