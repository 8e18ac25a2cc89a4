package relate

import (
	"slices"
	"testing"
	"time"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

func relateLibvirt(t *testing.T, kind estate.TargetKind, objects ...*estate.Object) map[string]*subject.Subject {
	t.Helper()
	target := &estate.Target{Kind: kind, Collected: time.Unix(1_700_000_000, 0)}
	r := New(target, nil, func(string) bool { return true })
	all := map[string]*subject.Subject{}
	yield := func(s *subject.Subject) { all[s.Kind+" "+s.Object.Kind+" "+s.Object.Name+" "+s.Part] = s }
	for _, o := range objects {
		o.Target = target
		if err := r.Object(o, yield); err != nil {
			t.Fatal(err)
		}
	}
	r.End(yield)
	return all
}

func TestLibvirtStorage(t *testing.T) {
	objects := []*estate.Object{
		libvirtObject(t, "StoragePool", "p", `{"pool": {"name": "p"}, "state": {"active": true}}`),
		libvirtObject(t, "StorageVolume", "p/v", `{"volume": {"name": "v"}, "pool": "p"}`),
		libvirtObject(t, "StorageVolume", "q/v", `{"volume": {"name": "v"}, "pool": "q"}`),
		libvirtObject(t, "StorageVolume", "alone", `{"volume": {"name": "alone"}}`),
		libvirtObject(t, "Secret", "s", `{"secret": {"uuid": "s"}}`),
		libvirtObject(t, "DomainSnapshot", "d/now", `{"domainsnapshot": {"creationTime": "1699913600"}, "of": "d"}`),
		libvirtObject(t, "DomainSnapshot", "d/never", `{"domainsnapshot": {}, "of": "d"}`),
		libvirtObject(t, "SaveImage", "d", `{"domain": {}, "of": "d"}`),
		libvirtObject(t, "NodeDevice", "pci", `{"device": {}}`),
	}
	var got []string
	for _, s := range relateLibvirt(t, estate.LibvirtHost, objects...) {
		got = append(got, lines([]*subject.Subject{s})...)
	}
	slices.Sort(got)
	want := []string{
		"libvirt/pool : pool@pool=p state@state=p facts@=computed",
		"libvirt/secret : secret@secret=s facts@=computed",
		"libvirt/snapshot : snapshot@domainsnapshot=d/never facts@=computed",
		"libvirt/snapshot : snapshot@domainsnapshot=d/now facts@=computed",
		"libvirt/volume : volume@volume=alone pool@=not-in-input facts@=computed",
		"libvirt/volume : volume@volume=p/v pool@pool=p facts@=computed",
		"libvirt/volume : volume@volume=q/v pool@=unread facts@=computed",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	all := relateLibvirt(t, estate.LibvirtHost, objects...)
	if age := all["libvirt/snapshot DomainSnapshot d/now "].Root("facts").Value.Get("ageDays"); age == nil || age.Text != "1" {
		t.Errorf("a day is %v", age)
	}
	if age := all["libvirt/snapshot DomainSnapshot d/never "].Root("facts").Value.Get("ageDays"); age != nil {
		t.Errorf("no time is %v", age)
	}
}

// The filters that libvirt ships bind what they are named after; others are taken for what their rules say.
func TestLibvirtFilters(t *testing.T) {
	const (
		own  = `{"action": "return", "direction": "out", "mac": {"srcmacaddr": "$MAC"}}`
		rest = `{"action": "drop", "direction": "out", "mac": {}}`
		ip   = `{"action": "drop", "direction": "out", "ip": {"match": "no", "srcipaddr": "$IP"}}`
		any  = `{"action": "accept", "direction": "inout"}`
		arp  = `{"action": "drop", "direction": "out", "arp": {"match": "no", "arpsrcipaddr": "$IP", "opcode": "Reply"}}`
		in   = `{"action": "drop", "direction": "in", "mac": {"match": "no", "srcmacaddr": "$MAC"}}`
	)
	filter := func(name, rules, references string) *estate.Object {
		return libvirtObject(t, "NWFilter", name, `{"filter": {"name": "`+name+`", "rule": [`+rules+`], "filterref": [`+references+`]}}`)
	}
	all := relateLibvirt(t, estate.LibvirtHost,
		filter("two rules", own+","+rest, ""),
		filter("one rule", ip, ""),
		filter("both", "", `{"filter": "two rules"}, {"filter": "one rule"}, {"filter": "both"}`),
		filter("own alone", own, ""),
		filter("open", own+","+any+","+rest, ""),
		filter("narrow", arp, ""),
		filter("incoming", in, ""),
		filter("lost", "", `{"filter": "gone"}`),
		filter("ports", `{"action": "accept", "direction": "in", "tcp": [{"dstportstart": "22"}]}`, `{"filter": "icmp"}`),
		filter("icmp", `{"action": "accept", "direction": "in", "icmpv6": [{}]}`, ""),
		libvirtObject(t, "NWFilterBinding", "vnet0", `{"filterbinding": {"filterref": {"filter": "both"}}}`),
		libvirtObject(t, "Domain", "d", `{"domain": {"devices": {"interface": [{"filterref": {"filter": "one rule"}}]}}, "state": {}}`),
	)
	for name, want := range map[string]string{
		"two rules": `{"applied":false,"binds":{"mac":true,"ip":false,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
		"one rule":  `{"applied":true,"binds":{"mac":false,"ip":true,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
		"both":      `{"applied":true,"binds":{"mac":true,"ip":true,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
		"own alone": `{"applied":false,"binds":{"mac":{"unknown":"unread","why":"its rules about the guest's mac source are not understood"},"ip":false,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
		"open":      `{"applied":false,"binds":{"mac":{"unknown":"unread","why":"its rules about the guest's mac source are not understood"},"ip":false,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
		"narrow":    `{"applied":false,"binds":{"mac":false,"ip":false,"arp":{"unknown":"unread","why":"its rules about the guest's arp source are not understood"}},"ipRules":{"v4":false,"v6":false}}`,
		"incoming":  `{"applied":false,"binds":{"mac":false,"ip":false,"arp":false},"ipRules":{"v4":false,"v6":false}}`,
	} {
		facts := all["libvirt/filter NWFilter "+name+" "].Root("facts").Value
		if got := string(estate.AppendJSON(nil, facts)); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := string(estate.AppendJSON(nil, all["libvirt/filter NWFilter ports "].Root("facts").Value.Get("ipRules"))); got != `{"v4":true,"v6":true}` {
		t.Errorf("rules of the IP filter: %s", got)
	}
	if !all["libvirt/filter NWFilter lost "].Root("facts").Value.At("binds", "mac").Unknown() {
		t.Error("a filter that is not there binds nothing for certain")
	}
}

// What a given host says of files stands in for what they lack, and not for what they have.
func TestGivenHost(t *testing.T) {
	on := func(o *estate.Object, uri string) *estate.Object {
		o.Target = &estate.Target{URI: uri}
		return o
	}
	g := &GivenHost{}
	for _, o := range []*estate.Object{
		on(libvirtObject(t, "Host", "h", `{"capabilities": {"host": {"uuid": "ABC"}}}`), "qemu+ssh://h/system"),
		on(libvirtObject(t, "Network", "both", `{"network": {"of": "the host"}}`), ""),
		on(libvirtObject(t, "Network", "hosts", `{"network": {"of": "the host"}}`), ""),
		on(libvirtObject(t, "NWFilter", "shipped", `{"filter": {"rule": [{"action": "drop", "direction": "out",
			"ip": {"match": "no", "srcipaddr": "$IP"}}]}}`), ""),
		{
			Platform: estate.Node, Kind: "Machine", Name: "m", Value: estate.MapOf(estate.Item{Key: "product_uuid", Value: estate.Text("abc")}),
			Target: &estate.Target{URI: "node:/mnt"},
		},
	} {
		if err := g.Object(o); err != nil {
			t.Fatal(err)
		}
	}
	if g.Hosts() != 1 {
		t.Errorf("%d hosts", g.Hosts())
	}
	target := &estate.Target{Kind: estate.Files}
	r := New(target, nil, func(string) bool { return true })
	r.OnHost(g)
	all := map[string]*subject.Subject{}
	yield := func(s *subject.Subject) { all[s.Kind+" "+s.Part] = s }
	for _, o := range []*estate.Object{
		libvirtObject(t, "Network", "both", `{"network": {"of": "the file"}}`),
		libvirtObject(t, "NWFilter", "own", `{"filter": {"filterref": [{"filter": "shipped"}]}}`),
		libvirtObject(t, "Domain", "d", `{"domain": {"devices": {"interface": [
			{"type": "network", "mac": {"address": "1"}, "source": {"network": "both"}},
			{"type": "network", "mac": {"address": "2"}, "source": {"network": "hosts"}},
			{"type": "network", "mac": {"address": "3"}, "source": {"network": "neither"}}]}}}`),
	} {
		o.Target = target
		if err := r.Object(o, yield); err != nil {
			t.Fatal(err)
		}
	}
	r.End(yield)
	of := func(part string) string {
		return all["libvirt/interface "+part].Root("network").Value.Get("of").Str()
	}
	if of("1") != "the file" || of("2") != "the host" || all["libvirt/interface 3"].Root("network").Value != nil {
		t.Errorf("networks of %q, %q, %v", of("1"), of("2"), all["libvirt/interface 3"].Root("network").Value)
	}
	d := all["libvirt/domain "]
	if d.Root("host").Object.Name != "h" || d.Root("machine").Object.Name != "m" || d.Root("state").Value.Kind != estate.NotInInput {
		t.Errorf("%v", lines([]*subject.Subject{d}))
	}
	if !all["libvirt/filter "].Root("facts").Value.At("binds", "ip").IsTrue() || all["libvirt/host "] != nil || all["libvirt/network "].Object.Target != target {
		t.Error("the host's own things are subjects, or its filters unknown")
	}
}
