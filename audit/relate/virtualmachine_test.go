package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

func TestInstancesFoldIntoTheirMachine(t *testing.T) {
	const (
		machine = `{"kind":"VirtualMachine","metadata":{"name":"vm","namespace":"a","uid":"m"},"spec":{"template":{"spec":{"domain":{"cpu":{}}}}}}`
		owned   = `{"kind":"VirtualMachineInstance","metadata":{"name":"vm","namespace":"a","ownerReferences":[{"uid":"m","controller":true}]},"spec":{"domain":{}}}`
		alone   = `{"kind":"VirtualMachineInstance","metadata":{"name":"vmi","namespace":"a"},"spec":{"domain":{"memory":{}}}}`
	)
	all := related(t, estate.Cluster, nil, machine, owned, alone)
	if len(all) != 2 {
		t.Errorf("%d subjects, want 2", len(all))
	}
	vm := find(t, all, "kubernetes/virtualmachine", "vm", "")
	if got := show(vm, "virtualmachine", "spec", "domain"); got != `{"cpu":{}}` || *vm.Running != 1 || vm.Roots[0].Path != "spec.template" {
		t.Errorf("%s, %d running, at %q", got, *vm.Running, vm.Roots[0].Path)
	}
	vmi := find(t, all, "kubernetes/virtualmachine", "vmi", "")
	if got := show(vmi, "virtualmachine", "spec", "domain"); got != `{"memory":{}}` || *vmi.Running != 1 {
		t.Errorf("%s, %d running", got, *vmi.Running)
	}
	if all := related(t, estate.Files, nil, machine, owned); len(all) != 2 {
		t.Errorf("%d subjects of files, want 2: nothing says that one made the other", len(all))
	}
}

func TestMachineWithoutSpecification(t *testing.T) {
	r := New(&estate.Target{Kind: estate.Files}, nil, func(string) bool { return true })
	if err := r.Object(object(t, `{"kind":"VirtualMachine","metadata":{"name":"vm"},"spec":{}}`), nil); err == nil {
		t.Error("no error")
	}
}

func TestResourceClaims(t *testing.T) {
	all := related(t, estate.Files, nil,
		`{"kind":"ResourceClaim","metadata":{"name":"c","namespace":"a"},"spec":{"devices":{"requests":[]}}}`,
		`{"kind":"ResourceClaimTemplate","metadata":{"name":"t","namespace":"a"},"spec":{"spec":{"devices":{"requests":[]}}}}`)
	for name, path := range map[string]string{"c": "", "t": "spec"} {
		s := find(t, all, "kubernetes/resourceclaim", name, "")
		if got := show(s, "resourceclaim", "spec", "devices"); got != `{"requests":[]}` || s.Roots[0].Path != path {
			t.Errorf("%s: %s at %q", name, got, s.Roots[0].Path)
		}
	}
}
