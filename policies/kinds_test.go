package policies_test

import (
	"slices"
	"testing"

	"bulkhead/audit/catalogue"
	"bulkhead/policies"
)

// What is compiled for one kind of subjects alone must ask the same as all together.
func TestKindsCompileAlone(t *testing.T) {
	for _, platform := range []string{"kubernetes", "libvirt", "node"} {
		together := map[string][]catalogue.Path{}
		whole, err := catalogue.Load(policies.FS, platform)
		if err != nil {
			t.Fatal(err)
		}
		for _, control := range whole.Controls {
			together[control.ID] = control.Reads
		}
		sources, err := catalogue.Parse(policies.FS, nil, platform)
		if err != nil {
			t.Fatal(err)
		}
		byKind := map[string][]*catalogue.Control{}
		for _, control := range sources.Controls {
			byKind[control.Subject] = append(byKind[control.Subject], control)
		}
		for kind, controls := range byKind {
			alone, err := sources.Compile(controls)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			for _, control := range alone.Controls {
				same := slices.EqualFunc(control.Reads, together[control.ID], func(a, b catalogue.Path) bool { return slices.Equal(a, b) })
				if !same {
					t.Errorf("%s reads %v alone, %v with all", control.ID, control.Reads, together[control.ID])
				}
			}
			if len(alone.Compiler.Modules) > len(whole.Compiler.Modules)/2 {
				t.Logf("%s takes %d of %d modules", kind, len(alone.Compiler.Modules), len(whole.Compiler.Modules))
			}
		}
	}
}
