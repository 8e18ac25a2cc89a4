package xmltree

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// Of dnsmasq's options, the names that an audit asks for are kept, and no values.
func TestOptionsOfDnsmasq(t *testing.T) {
	_, v, err := Parse(strings.NewReader(`<network xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:options>
		<d:option value='dhcp-script=/hunter2'/><d:option value=' --conf-dir = /hunter2'/><d:option value='enable-tftp'/>
		<d:option value='hunter2'/><d:option value='hunter2=a'/></d:options></network>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, option := range v.At("dnsmasq:options", "dnsmasq:option").Elements() {
		names = append(names, option.Value.At("value", "name").Str())
	}
	if want := []string{"dhcp-script", "conf-dir", "enable-tftp", "", ""}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	if text := string(estate.AppendJSON(nil, v)); strings.Contains(text, "hunter2") {
		t.Error(text)
	}
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"what may repeat is a list, what may not is none": {
			`<domain type='kvm'><name> a </name><devices><disk type='file'><source file='/a'/><readonly/></disk>
			 <emulator>/usr/bin/qemu</emulator></devices><memory unit='KiB'>1024</memory><on_crash/></domain>`,
			`{"type":"kvm","name":"a","devices":{"disk":[{"type":"file","source":{"file":"/a"},"readonly":{}}],
			 "emulator":"/usr/bin/qemu"},"memory":{"unit":"KiB","#text":"1024"},"on_crash":""}`,
		},
		"lists of texts": {
			`<filter name='f'><filterref filter='a'/><rule action='drop'><all/></rule><filterref filter='b'/></filter>`,
			`{"name":"f","filterref":[{"filter":"a"},{"filter":"b"}],"rule":[{"action":"drop","all":{}}]}`,
		},
		"a clash is decided without the element": {
			`<domain><devices><graphics type='vnc' listen='::'/><graphics listen='::'><listen type='address'/></graphics></devices></domain>`,
			`{"devices":{"graphics":[{"type":"vnc","@listen":"::"},{"@listen":"::","listen":[{"type":"address"}]}]}}`,
		},
		"a union's alternatives share the element": {
			`<domain><devices><disk type='network'><source protocol='rbd' name='p/i' startupPolicy='optional'><host name='h'/></source></disk>
			 <serial type='tcp'><source mode='bind' host='0.0.0.0' service='1' tls='yes'/></serial></devices></domain>`,
			`{"devices":{"disk":[{"type":"network","source":{"protocol":"rbd","name":"p/i","startupPolicy":"optional","host":[{"name":"h"}]}}],
			 "serial":[{"type":"tcp","source":[{"mode":"bind","host":"0.0.0.0","service":"1","tls":"yes"}]}]}}`,
		},
		"unknown elements are lists, beside an attribute of their name too": {
			`<domain new='1'><newer a='1'><b/></newer><type>x</type><new/></domain>`,
			`{"new":"1","newer":[{"a":"1","b":[{}]}],"<type>":[{"#text":"x"}],"<new>":[{}]}`,
		},
		"prefixes are the document's, names are not": {
			`<domain xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:commandline><q:arg value='-s'/></q:commandline>
			 <namespace xmlns='http://libvirt.org/schemas/domain/lxc/1.0'><sharenet type='netns' value='red'/></namespace>
			 <x:a xmlns:x='urn:x'><b/></x:a></domain>`,
			`{"qemu:commandline":{"qemu:arg":[{"value":"-s"}]},"lxc:namespace":{"lxc:sharenet":{"type":"netns","value":"red"}}}`,
		},
		"metadata keeps zones": {
			`<domain><metadata><z:zone xmlns:z='urn:bulkhead:zone'> pay </z:zone><n:instance xmlns:n='http://openstack.org/xmlns/libvirt/nova/1.1'><n:name>hunter2</n:name><n:owner><n:project uuid='1'>demo<n:a>hunter2</n:a></n:project></n:owner></n:instance></metadata></domain>`,
			`{"metadata":["{urn:bulkhead:zone}zone","{urn:bulkhead:zone}zone=pay","{http://openstack.org/xmlns/libvirt/nova/1.1}instance","{http://openstack.org/xmlns/libvirt/nova/1.1}project=demo"]}`,
		},
		"metadata keeps names": {
			`<domain><metadata><app:a xmlns:app='urn:a' key='hunter2'>hunter2<app:b/></app:a></metadata></domain>`,
			`{"metadata":["{urn:a}a"]}`,
		},
		"a status document keeps its domain": {
			`<domstatus state='running' secret='x'><monitor path='/m'/><domain><name>a</name></domain></domstatus>`,
			`{"state":"running","domain":{"name":"a"}}`,
		},
		"given twice": {
			`<domain><devices><disk><source file='/a'/><source file='/b'/></disk></devices></domain>`,
			`{"devices":{"disk":[{"source":{"unknown":"unread","why":"<source> is given 2 times where one is allowed"}}]}}`,
		},
		"declaration, comments, character data": {
			"\ufeff<?xml version='1.0' encoding='UTF-8'?><!-- x --><domain><!-- y --><name>a<![CDATA[<&]]>b&#65;&lt;</name></domain>\n<!-- z -->",
			`{"name":"a<&bA<"}`,
		},
	} {
		_, v, err := Parse(strings.NewReader(c.in), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		equalJSON(t, name, v, c.want)
	}
}

func equalJSON(t *testing.T, name string, v *estate.Value, want string) {
	t.Helper()
	var compact strings.Builder
	for line := range strings.Lines(want) {
		compact.WriteString(strings.TrimSpace(line))
	}
	if got := string(estate.AppendJSON(nil, v)); got != compact.String() {
		t.Errorf("%s:\ngot  %s\nwant %s", name, got, compact.String())
	}
}

func TestPositions(t *testing.T) {
	source := &estate.Source{File: "vm.xml"}
	root, v, err := Parse(strings.NewReader("<domain\n  type = 'kvm' id=\"1\">\n <os><boot dev='hd'/>\n<boot dev='a>b'/></os>\n</domain>"), source)
	if err != nil || root != "domain" || v.Source != source {
		t.Fatal(root, v, err)
	}
	boot := v.At("os", "boot").Elements()
	for i, c := range []struct {
		v            *estate.Value
		line, column int32
	}{
		{v, 1, 1},
		{v.Get("type"), 2, 3},
		{v.Get("id"), 2, 16},
		{v.Get("os"), 3, 2},
		{v.At("os", "boot"), 3, 6},
		{boot[1].Value, 4, 1},
		{boot[1].Value.Get("dev"), 4, 7},
	} {
		if c.v.Line != c.line || c.v.Column != c.column {
			t.Errorf("value %d is at %d:%d, want %d:%d", i, c.v.Line, c.v.Column, c.line, c.column)
		}
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		line int
		want string
	}{
		"DTD":               {"\n<!DOCTYPE domain [<!ENTITY a 'b'>]><domain/>", 2, "document type"},
		"entity":            {"<domain>\n<name>&a;</name></domain>", 2, "entity"},
		"encoding":          {"<?xml version='1.0' encoding='latin1'?><domain/>", 1, "encoding"},
		"not UTF-8":         {"<domain>\n\n<name>\xff</name></domain>", 3, "UTF-8"},
		"not XML":           {"name: a", 1, "no root element"},
		"empty":             {"", 1, "no root element"},
		"other root":        {"<html/>", 1, "<html> is not a libvirt document"},
		"other namespace":   {"<domain xmlns='urn:x'/>", 1, "not a libvirt document"},
		"two roots":         {"<domain/>\n<domain/>", 2, "second root"},
		"cut short":         {"<domain><devices>\n", 1, "unexpected EOF"},
		"crossed":           {"<domain><a></b></a></domain>", 1, "closed by"},
		"too deep":          {"<domain>" + strings.Repeat("<a>", 200), 1, "nested deeper"},
		"too deep, skipped": {"<domain><metadata>" + strings.Repeat("<a>", 200), 1, "nested deeper"},
		"attribute twice":   {"<domain type='a' type='b'/>", 1, "given twice"},
		"undeclared prefix": {"<domain>\n<qemu:commandline/></domain>", 2, "prefix qemu is not declared"},
		"many attributes":   {"<domain " + strings.Repeat("a='' ", 300) + "/>", 1, "attributes"},
	} {
		_, _, err := Parse(strings.NewReader(c.in), nil)
		var e *Error
		if !errors.As(err, &e) || e.Line != c.line || e.Column < 1 || !strings.Contains(e.Message, c.want) {
			t.Errorf("%s: %v, want line %d: %s", name, err, c.line, c.want)
		}
	}
}

func TestSecretsAreTakenOut(t *testing.T) {
	_, v, err := Parse(strings.NewReader(`<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
		<description>root's is hunter2</description>
		<sysinfo type='smbios'><oemStrings><entry>hunter2</entry></oemStrings><system><entry name='serial'>hunter2</entry></system></sysinfo>
		<sysinfo type='fwcfg'><entry name='opt/a'>hunter2</entry></sysinfo>
		<os><cmdline>password=hunter2</cmdline><initarg>hunter2</initarg><initenv name='A'>hunter2</initenv></os>
		<launchSecurity type='sev'><session>hunter2</session></launchSecurity>
		<devices>
		 <graphics type='vnc' passwd='hunter2'/>
		 <disk><source protocol='https' name='x' query='token=hunter2'><cookies><cookie name='s'>hunter2</cookie></cookies></source></disk>
		 <disk><source protocol='http' name='http://me:hunter2@host/'/></disk>
		</devices>
		<qemu:commandline>
		 <qemu:arg value='hunter2'/><qemu:arg value='-object'/><qemu:arg value='secret,id=a,data=hunter2'/>
		 <qemu:arg value='--device'/><qemu:arg value='e1000'/><qemu:arg value='hunter2'/>
		 <qemu:arg value='-vnc'/><qemu:arg value=':1,password=hunter2'/><qemu:arg value='-p=hunter2'/>
		 <qemu:env name='B' value='hunter2'/>
		</qemu:commandline></domain>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(estate.AppendJSON(nil, v))
	if strings.Contains(text, "hunter2") {
		t.Error(text)
	}
	if n := strings.Count(text, `"present":true`); n != 18 {
		t.Errorf("%d literals: %s", n, text)
	}
	for _, want := range []string{`{"value":"-object"}`, `{"value":"--device"},{"value":"e1000"}`, `{"value":"-vnc"}`, `"name":"B"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<domain type='kvm' xmlns:q="http://libvirt.org/schemas/domain/qemu/1.0"><q:commandline><q:arg value='-s'/></q:commandline></domain>`))
	f.Add([]byte(`<network><name>a</name><forward mode='open'/><metadata><a/></metadata></network>`))
	f.Add([]byte("<domain a='\n'><memory unit='b'>1<!-- x --></memory><type/><type/></domain>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, v, err := Parse(strings.NewReader(string(data)), nil)
		if err != nil {
			if e := (*Error)(nil); !errors.As(err, &e) || e.Line < 1 || e.Column < 1 {
				t.Errorf("%v", err)
			}
			return
		}
		if !json.Valid(estate.AppendJSON(nil, v)) {
			t.Errorf("%q", data)
		}
		checkUnique(t, v)
	})
}

func checkUnique(t *testing.T, v *estate.Value) {
	seen := map[string]bool{}
	for _, item := range v.Fields() {
		if seen[item.Key] {
			t.Errorf("%s twice", item.Key)
		}
		seen[item.Key] = true
	}
	for _, item := range v.Items {
		checkUnique(t, item.Value)
	}
}
