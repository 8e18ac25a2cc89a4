package isolation_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/isolation"
)

func TestParseWeights(t *testing.T) {
	w, err := isolation.ParseWeights([]string{"kernel-wide=2", " vmm = 30"})
	if err != nil || !maps.Equal(w, isolation.Weights{isolation.KernelWide: 2, isolation.VMM: 30}) {
		t.Fatal(w, err)
	}
	if w.Of(isolation.KernelWide) != 2 || w.Of(isolation.Service) != isolation.Service.Weight() {
		t.Errorf("%v", w.All())
	}
	if changed := isolation.Changed(w.All()); !slices.Equal(changed, []string{"kernel-wide=2", "vmm=30"}) {
		t.Errorf("%q", changed)
	}
	for text, want := range map[string]string{
		"kernel=2": "CLASS is one of", "none=1": "CLASS is one of", "vmm": "write CLASS=NUMBER", "vmm=0": "from 1 to 1000", "vmm=x": "from 1 to 1000",
		"vmm=1001": "from 1 to 1000", "vmm=9 vmm=8": "from 1 to 1000",
	} {
		if _, err := isolation.ParseWeights([]string{text}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := isolation.ParseWeights([]string{"vmm=9", "vmm=8"}); err == nil {
		t.Error("vmm twice")
	}
}
