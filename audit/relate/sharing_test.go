package relate

import (
	"fmt"
	"slices"
	"testing"

	"bulkhead/audit/subject"
)

// shared writes what domains, given as JSON by name, are said to share: "domain part: of name, access, others, writers".
func shared(t *testing.T, host string, domains ...[2]string) []string {
	t.Helper()
	h := &libvirtHost{}
	if host != "" {
		h.reference(libvirtObject(t, "Host", "h", host))
	}
	h.referencesDone(func(*subject.Subject) {})
	for _, d := range domains {
		h.object(libvirtObject(t, "Domain", d[0], d[1]), func(*subject.Subject) {})
	}
	var all []string
	h.end(func(s *subject.Subject) {
		v := s.Root("sharing").Value
		var others []string
		for _, other := range v.Get("others").Elements() {
			others = append(others, other.Value.Str())
		}
		all = append(all, fmt.Sprintf("%s %s: %s %s, %s, %v of %s, %s", s.Object.Name, s.Part, v.Get("of").Str(), v.Get("name").Str(),
			v.Get("access").Str(), others, v.Get("count").Text, v.Get("writers").Text))
	})
	return all
}

func TestSharing(t *testing.T) {
	device := func(element, device string) string {
		return `{"domain": {"devices": {"` + element + `": [` + device + `]}}}`
	}
	disk := func(more string) string { return device("disk", `{"target": {"dev": "vda"}, `+more+`}`) }
	const topology = `{"capabilities": {"host": {"topology": {"cells": {"cell": [{"cpus": {"cpu": [
		{"id": "0", "siblings": "0,4"}, {"id": "4", "siblings": "0,4"}, {"id": "1", "siblings": "1,5"}]}}]}}}}}`
	for _, test := range []struct {
		name, host string
		domains    [][2]string
		want       []string
	}{
		{
			"one disk, written by both", "",
			[][2]string{{"a", disk(`"source": {"file": "/i/./x"}`)}, {"b", disk(`"source": {"file": "/i/x"}`)}},
			[]string{"a disk vda: disk /i/./x, writes, [b] of 1, 1", "b disk vda: disk /i/x, writes, [a] of 1, 1"},
		},
		{
			"read by one", "",
			[][2]string{{"a", disk(`"source": {"dev": "/dev/vg/x"}, "readonly": {}`)}, {"b", disk(`"source": {"dev": "/dev/vg/x"}`)}},
			[]string{"a disk vda: disk /dev/vg/x, reads, [b] of 1, 1", "b disk vda: disk /dev/vg/x, writes, [a] of 1, 0"},
		},
		{
			"read by both", "",
			[][2]string{{"a", disk(`"source": {"file": "/i.iso"}, "device": "cdrom"`)}, {"b", disk(`"source": {"file": "/i.iso"}, "readonly": {}`)}},
			nil,
		},
		{
			"a base that another writes", "",
			[][2]string{
				{"a", disk(`"source": {"file": "/a"}, "backingStore": {"source": {"file": "/base"}, "backingStore": {}}`)},
				{"b", disk(`"source": {"file": "/base"}`)},
			},
			[]string{"a disk vda: disk /base, backs, [b] of 1, 1", "b disk vda: disk /base, writes, [a] of 1, 0"},
		},
		{
			"volumes and network disks", "",
			[][2]string{
				{"a", disk(`"source": {"pool": "p", "volume": "v"}`)},
				{"b", disk(`"source": {"pool": "q", "volume": "v"}`)},
				{"c", disk(`"source": {"protocol": "rbd", "name": "p/i", "host": [{"name": "m"}]}`)},
				{"d", disk(`"source": {"protocol": "rbd", "name": "p/i", "host": [{"name": "m"}]}`)},
			},
			[]string{"c disk vda: disk p/i, writes, [d] of 1, 1", "d disk vda: disk p/i, writes, [c] of 1, 1"},
		},
		{
			"twice in one domain", "",
			[][2]string{{"a", device("disk", `{"target": {"dev": "vda"}, "source": {"file": "/x"}}, {"target": {"dev": "vdb"}, "source": {"file": "/x"}}`)}},
			nil,
		},
		{
			"addresses on one network and on two", "",
			[][2]string{
				{"a", device("interface", `{"mac": {"address": "52:54:00:AA:00:01"}, "source": {"bridge": "br0"}}`)},
				{"b", device("interface", `{"mac": {"address": "52:54:00:aa:00:01"}, "source": {"bridge": "br0"}}`)},
				{"c", device("interface", `{"mac": {"address": "52:54:00:aa:00:01"}, "source": {"bridge": "br1"}}`)},
			},
			[]string{
				"a interface 52:54:00:AA:00:01: mac 52:54:00:AA:00:01, writes, [b] of 1, 1",
				"b interface 52:54:00:aa:00:01: mac 52:54:00:aa:00:01, writes, [a] of 1, 1",
			},
		},
		{
			"labels: the process's where there is one", "",
			[][2]string{
				{"a", `{"domain": {}, "state": {"seclabels": [{"model": "selinux", "label": "s0:c1,c2"}, {"model": "dac", "label": "+1:+1"}]}}`},
				{"b", `{"domain": {"seclabel": [{"type": "static", "model": "selinux", "label": "s0:c1,c2"}]}}`},
				{"c", `{"domain": {"seclabel": [{"type": "dynamic", "model": "selinux", "label": "s0:c1,c2"}]}}`},
				{"d", `{"domain": {}, "state": {"seclabels": [{"model": "selinux", "label": "s0:c1,c3"}, {"model": "dac", "label": "+1:+1"}]}}`},
			},
			[]string{"a label selinux: label s0:c1,c2, writes, [b] of 1, 1", "b label selinux: label s0:c1,c2, writes, [a] of 1, 1"},
		},
		{
			"threads of one core", topology,
			[][2]string{
				{"a", `{"domain": {"cputune": {"vcpupin": [{"vcpu": "0", "cpuset": "0"}, {"vcpu": "1", "cpuset": "4"}]}}}`},
				{"b", `{"domain": {"cputune": {"vcpupin": [{"vcpu": "0", "cpuset": "4-5,^5"}]}}}`},
				{"c", `{"domain": {"cputune": {"vcpupin": [{"vcpu": "0", "cpuset": "1"}]}}}`},
			},
			[]string{"a core 0: core 0, writes, [b] of 1, 1", "b core 0: core 4-5,^5, writes, [a] of 1, 1"},
		},
		{
			"ranges of users", "",
			[][2]string{
				{"a", `{"domain": {"idmap": {"uid": [{"start": "0", "target": "100000", "count": "65536"}]}}}`},
				{"b", `{"domain": {"idmap": {"uid": [{"start": "0", "target": "165536", "count": "65536"}]}}}`},
				{"c", `{"domain": {"idmap": {"uid": [{"start": "0", "target": "200000", "count": "10"}]}}}`},
			},
			[]string{"b idmap 0: users 165536, writes, [c] of 1, 1", "c idmap 0: users 200000, writes, [b] of 1, 1"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := shared(t, test.host, test.domains...); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A thousand domains on one image make a thousand subjects that name a few others each, not a thousand times a thousand.
func TestSharingDoesNotGrowBySquares(t *testing.T) {
	const many = 1000
	domains := make([][2]string, many)
	for i := range domains {
		domains[i] = [2]string{fmt.Sprintf("d%d", i), `{"domain": {"devices": {"disk": [{"target": {"dev": "vda"}, "source": {"file": "/x"}}]}}}`}
	}
	got := shared(t, "", domains...)
	if want := "d0 disk vda: disk /x, writes, [d1 d2 d3 d4 d5 d6 d7 d8] of 999, 999"; len(got) != many || got[0] != want {
		t.Errorf("%d subjects, the first %q, want %d and %q", len(got), got[0], many, want)
	}
}

func TestCPUSet(t *testing.T) {
	for set, want := range map[string][]string{
		"0-3,^2,8": {"0", "1", "3", "8"}, "": nil, "x": nil, "4096": nil, "-1": nil, "3-1": {}, " 1 , 2": {"1", "2"},
	} {
		if got := cpuSet(set); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", set, got, want)
		}
	}
}
