package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"bulkhead/reports"
)

func TestFrameworks(t *testing.T) {
	var all []reports.FrameworkCoverage
	ran := bulkhead(t, "frameworks", "-f", "json")
	if err := json.Unmarshal([]byte(ran.out), &all); err != nil || ran.code != 0 {
		t.Fatalf("%v, exit code %d\n%s", err, ran.code, ran.err)
	}
	list := bulkhead(t, "frameworks")
	for _, f := range all {
		if !strings.Contains(list.out, f.ID) {
			t.Errorf("the list lacks %s", f.ID)
		}
		one, mapped := bulkhead(t, "frameworks", f.ID), 0
		for _, r := range f.Requirements {
			if !strings.Contains(one.out, r.ID+"  ") {
				t.Errorf("%s lacks %s", f.ID, r.ID)
			}
			if len(r.Controls) > 0 {
				mapped++
			}
			// What is listed is what the audit would ask.
			if f.ID == "pss" {
				asked := bulkhead(t, "controls", "--framework", f.ID+":"+r.ID, "-f", "json")
				var controls []struct{ ID string }
				if err := json.Unmarshal([]byte(asked.out), &controls); err != nil || len(controls) != len(r.Controls) {
					t.Errorf("%s:%s: %v, %d controls are asked, %d listed", f.ID, r.ID, err, len(controls), len(r.Controls))
				}
				for _, c := range controls {
					if !slices.Contains(r.Controls, c.ID) {
						t.Errorf("%s:%s lacks %s", f.ID, r.ID, c.ID)
					}
				}
			}
		}
		if mapped != f.Mapped {
			t.Errorf("%s: %d requirements have controls, and it says %d", f.ID, mapped, f.Mapped)
		}
	}
	for _, test := range [][2]string{{"ps", "no framework is called"}, {"pss:baseline", "takes the ID of a framework"}} {
		if ran := bulkhead(t, "frameworks", test[0]); ran.code != 2 || !strings.Contains(ran.err, test[1]) {
			t.Errorf("%s: exit code %d, %s", test[0], ran.code, ran.err)
		}
	}
}
