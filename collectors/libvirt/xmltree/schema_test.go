package xmltree

import (
	"slices"
	"strings"
	"testing"
)

// TestClashes holds the package's documentation to the types: controls are written against these keys.
func TestClashes(t *testing.T) {
	got := map[string]bool{}
	var walk func(path string, e *element, open []*element)
	walk = func(path string, e *element, open []*element) {
		if slices.Contains(open, e) {
			return
		}
		open = append(open, e)
		for name := range e.attributes {
			if _, clash := e.children[name]; clash {
				got[path+".@"+name] = true
			}
		}
		for name, c := range e.children {
			walk(path+"."+name, c.element, open)
		}
	}
	for _, root := range []string{"domain", "network", "filter", "capabilities", "domainCapabilities", "pool", "volume"} {
		walk(root, roots()[root], nil)
	}
	for path := range got { // backing stores nest disks' sources
		if strings.Contains(path, "backingStore") || strings.Contains(path, "mirror") {
			delete(got, path)
		}
	}
	want := []string{
		"domain.devices.controller.@model",
		"domain.devices.disk.source.@host",
		"domain.devices.graphics.@listen",
		"domain.devices.interface.source.@address",
		"domain.os.@firmware",
		"domain.os.nvram.source.@host",
	}
	for _, path := range want {
		if !got[path] {
			t.Errorf("%s is no clash any more", path)
		}
		delete(got, path)
	}
	for path := range got {
		t.Errorf("%s is a new clash", path)
	}
}

func TestLists(t *testing.T) {
	for path, want := range map[string]string{
		"domain name":                                             "text",
		"domain vcpu":                                             "map",
		"domain seclabel":                                         "list",
		"domain sysinfo":                                          "list",
		"domain sysinfo entry":                                    "list",
		"domain os boot":                                          "list",
		"domain os initarg":                                       "list of texts",
		"domain os loader":                                        "map",
		"domain metadata":                                         "names",
		"domain devices emulator":                                 "text",
		"domain devices disk":                                     "list",
		"domain devices disk source":                              "map",
		"domain devices disk source host":                         "list",
		"domain devices disk source seclabel":                     "list",
		"domain devices disk backingStore":                        "map",
		"domain devices interface filterref":                      "map",
		"domain devices interface source":                         "map",
		"domain devices graphics listen":                          "list",
		"domain devices graphics channel":                         "list",
		"domain devices serial source":                            "list",
		"domain devices rng backend":                              "map",
		"domain devices rng backend source":                       "list",
		"domain devices smartcard certificate":                    "list",
		"domain devices hostdev source":                           "map",
		"domain devices filesystem source":                        "map",
		"domain devices tpm":                                      "list",
		"domain devices memballoon":                               "map",
		"domain devices watchdog":                                 "list",
		"domain qemu:commandline":                                 "map",
		"domain qemu:commandline qemu:arg":                        "list",
		"domain launchSecurity policy":                            "text",
		"network ip":                                              "list",
		"network forward":                                         "map",
		"network forward interface":                               "list",
		"network portgroup":                                       "list",
		"network dnsmasq:options":                                 "map",
		"filter rule":                                             "list",
		"filter filterref":                                        "list",
		"capabilities host secmodel":                              "list",
		"capabilities guest arch domain":                          "list",
		"domainsnapshot memory":                                   "map",
		"domainsnapshot domain seclabel":                          "list",
		"domainsnapshot inactiveDomain devices disk":              "list",
		"domainsnapshot inactiveDomain qemu:commandline qemu:arg": "list",
		"domainsnapshot cookie":                                   "names",
		"pool source host":                                        "list",
		"pool target permissions mode":                            "text",
		"pool fs:mount_opts fs:option":                            "list",
		"pool rbd:config_opts rbd:option":                         "list",
		"volume target encryption":                                "map",
		"volume backingStore path":                                "text",
		"secret usage":                                            "map",
		"filterbinding filterref":                                 "map",
		"device capability iommuGroup":                            "map",
		"device capability iommuGroup address":                    "list",
		"interface bridge interface":                              "list",
	} {
		names := strings.Fields(path)
		at := child{element: roots()[names[0]]}
		for _, name := range names[1:] {
			at = at.children[name]
			if at.element == nil {
				t.Fatalf("%s: no %s", path, name)
			}
		}
		got := "map"
		switch {
		case at.list && at.text:
			got = "list of texts"
		case at.list:
			got = "list"
		case at.text:
			got = "text"
		case at.names:
			got = "names"
		}
		if got != want {
			t.Errorf("%s is a %s, want %s", path, got, want)
		}
	}
}
