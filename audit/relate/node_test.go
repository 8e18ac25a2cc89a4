package relate

import (
	"slices"
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
