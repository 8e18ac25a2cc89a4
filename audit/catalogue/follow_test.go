package catalogue_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bulkhead/audit/catalogue"
	"bulkhead/policies"
)

// Controls name CIS Kubernetes 1.12's ids; those of earlier versions are other numbers for the same.
func TestControlsMapToEarlierVersions(t *testing.T) {
	c, err := catalogue.Load(policies.FS, "kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range c.Controls {
		switch control.ID {
		case "kubernetes/host-port":
			for version, want := range map[string][]string{"1.12": {"5.2.12"}, "1.11": {"5.2.13"}, "1.10": {"5.2.13"}} {
				if got := control.Frameworks["cis-kubernetes-"+version]; !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", version, got, want)
				}
			}
		case "kubernetes/default-namespace":
			for version, want := range map[string][]string{"1.12": {"5.6.4"}, "1.11": {"5.6.4"}, "1.10": {"5.7.4"}} {
				if got := control.Frameworks["cis-kubernetes-"+version]; !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", version, got, want)
				}
			}
		case "kubernetes/apiserver-extends-tokens":
			if got := control.Frameworks["cis-kubernetes-1.10"]; got != nil {
				t.Errorf("1.10 has no 1.2.30, and the control maps to %v", got)
			}
		}
	}
	all, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"cis-kubernetes-1.10": 130, "cis-kubernetes-1.11": 133, "cis-kubernetes-1.12": 131} {
		if got := len(all[id].Requirements); got != want {
			t.Errorf("%s has %d requirements, want %d", id, got, want)
		}
	}
}

func TestFollowersAreHeldToWhatTheyFollow(t *testing.T) {
	framework := func(id, more, requirement string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("id: " + id + "\ntitle: T\nsource: S\n" + more + "requirements:\n  - {id: \"1\", title: R" + requirement + "}\n")}
	}
	for want, fsys := range map[string]fstest.MapFS{
		"":                                {"frameworks/a.yaml": framework("a", "", ", manual: by hand"), "frameworks/b.yaml": framework("b", "follows: a\n", `, same: "1"`)},
		`follows "c", which there is not`: {"frameworks/b.yaml": framework("b", "follows: c\n", "")},
		`is the same as "2"`:              {"frameworks/a.yaml": framework("a", "", ""), "frameworks/b.yaml": framework("b", "follows: a\n", `, same: "2"`)},
		`is the same as "1"`:              {"frameworks/b.yaml": framework("b", "", `, same: "1"`)},
	} {
		all, err := catalogue.Frameworks(fsys)
		switch {
		case want == "" && err != nil:
			t.Error(err)
		case want == "" && all["b"].Requirements[0].Manual != "by hand":
			t.Error("what has to be looked at by hand is not taken over")
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%v, want %s", err, want)
		}
	}
}
