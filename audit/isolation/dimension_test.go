package isolation_test

import (
	"testing"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Guests that stand lower than pods must come out as that, whatever the article claims.
func TestDimensionsCompareMedians(t *testing.T) {
	r := &result.Report{
		Controls: []result.Control{
			{ID: "kubernetes/a", Dimension: "isolation", Pass: 3, Fail: 1, Waived: 1, Unknown: 2},
			{ID: "libvirt/b", Dimension: "isolation", Pass: 1},
			{ID: "libvirt/c", Dimension: "scaling", Fail: 4},
		},
		Isolation: &result.Isolation{Workloads: []result.Workload{
			{Platform: "kubernetes", Rung: 2},
			{Platform: "kubernetes", Rung: 0},
			{Platform: "kubernetes", Rung: 2},
			{Platform: "libvirt", Rung: 0},
		}},
	}
	all := isolation.Dimensions(r)
	if len(all) != 8 {
		t.Fatalf("%d dimensions", len(all))
	}
	for _, d := range all {
		pods, guests := d.Cells[0], d.Cells[1]
		switch d.Name {
		case "isolation":
			if pods.Pass != 3 || pods.Fail != 2 || pods.Unknown != 2 || *pods.Median != 2 || *guests.Median != 0 || len(guests.Controls) != 1 {
				t.Errorf("%+v", d)
			}
		case "scaling":
			if guests.Fail != 4 || pods.Fail != 0 || guests.Median != nil {
				t.Errorf("%+v", d)
			}
		}
	}
}
