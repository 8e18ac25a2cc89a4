package relate

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// claimant makes the claims of one domain.
type claimant struct {
	*sharing
	owner  *estate.Object
	domain *estate.Value
}

// claimAll claims all that a domain uses and others may, too. State is what the daemon says beside the document, nil in files.
func (s *sharing) claimAll(o *estate.Object, cores *cores, devices *nodeDevices) {
	c := claimant{sharing: s, owner: nameOnly(o), domain: o.Value.Get("domain")}
	if c.domain == nil || c.domain.Unknown() {
		return
	}
	inside := c.domain.Get("devices")
	for _, disk := range inside.Get("disk").Elements() {
		c.disk(disk.Value)
	}
	for i, card := range inside.Get("interface").Elements() {
		mac := card.Value.At("mac", "address")
		c.one("mac", strings.ToLower(mac.Str())+" "+segment(card.Value), "interface "+interfaceName(card.Value, i), mac)
	}
	for i, device := range inside.Get("hostdev").Elements() {
		kind := device.Value.Get("type")
		address := hostdevAddress(kind.Str(), device.Value, -1)
		if address != "-1" {
			c.one("hostdev", kind.Str()+" "+address, "hostdev "+hostdevAddress(kind.Str(), device.Value, i), kind)
		}
	}
	for _, memory := range inside.Get("shmem").Elements() {
		name := memory.Value.Get("name")
		c.one("shmem", name.Str(), "shmem "+name.Str(), name)
	}
	nvram := c.domain.At("os", "nvram")
	if file := text(nvram); file != nil {
		c.one("nvram", path.Clean(file.Str()), "nvram", file)
	}
	c.labels(o.Value.At("state", "seclabels"))
	c.sharing.claimUsers(c.owner, c.domain.Get("idmap"))
	c.pinned(cores)
	c.claimGroups(devices)
}

// one claims what only one domain should use.
func (c *claimant) one(of, name, part string, value *estate.Value) {
	if value.Str() != "" {
		c.claim(of, name, claim{domain: c.owner, part: part, value: value, access: writes})
	}
}

// text is an element's text, whether it has attributes or not; nil where it has none.
func text(v *estate.Value) *estate.Value {
	if v != nil && v.Kind == estate.Map {
		v = v.Get("#text")
	}
	if v.Str() == "" {
		return nil
	}
	return v
}

// disk claims the disk's source, and what it is laid over as far as the document tells.
func (c *claimant) disk(disk *estate.Value) {
	part := "disk " + disk.At("target", "dev").Str()
	use := writes
	switch {
	case disk.Get("readonly") != nil || disk.Get("device").Str() == "cdrom" || disk.Get("transient") != nil:
		use = reads
	case disk.Get("shareable") != nil:
		use = agrees
	}
	c.source(disk, part, use)
	const longest = 64 // layers; QEMU takes fewer
	layer := disk.Get("backingStore")
	for range longest {
		if layer.Get("source") == nil {
			return
		}
		c.source(layer, part, backs)
		layer = layer.Get("backingStore")
	}
}

func (c *claimant) source(of *estate.Value, part string, use access) {
	if name, value := sourceName(of.Get("source")); name != "" {
		c.claim("disk", name, claim{domain: c.owner, part: part, value: value, access: use})
	}
}

// sourceName tells one source of disks from another, and gives the value that names it.
func sourceName(source *estate.Value) (string, *estate.Value) {
	for _, key := range []string{"file", "dev", "dir"} {
		if v := source.Get(key); v.Str() != "" {
			return path.Clean(v.Str()), v
		}
	}
	if v := source.Get("volume"); v.Str() != "" {
		return "volume " + source.Get("pool").Str() + "/" + v.Str(), v
	}
	if v := source.Get("name"); v.Str() != "" && source.Get("protocol").Str() != "" {
		hosts := source.Get("host").Elements()
		host := ""
		if len(hosts) > 0 {
			host = hosts[0].Value.Get("name").Str()
		}
		return source.Get("protocol").Str() + "://" + host + "/" + v.Str(), v
	}
	return "", nil
}

// segment is the network that an interface is on: equal addresses hurt on one only.
func segment(card *estate.Value) string {
	source := card.Get("source")
	for _, key := range []string{"network", "bridge", "dev"} {
		if v := source.Get(key).Str(); v != "" {
			return key + " " + v
		}
	}
	return ""
}

// labels claims the labels by which the host's security module tells the domain's process from others: those of the process, else
// those that the document sets for good.
func (c *claimant) labels(live *estate.Value) {
	if len(live.Elements()) > 0 {
		for _, item := range live.Elements() {
			label := item.Value.Get("label")
			c.label(item.Value.Get("model").Str(), label)
		}
		return
	}
	for _, item := range c.domain.Get("seclabel").Elements() {
		if item.Value.Get("type").Str() == "static" {
			label := item.Value.Get("label")
			c.label(item.Value.Get("model").Str(), label)
		}
	}
}

func (c *claimant) label(model string, label *estate.Value) {
	if model == "selinux" || model == "apparmor" {
		c.one("label", model+" "+label.Str(), "label "+model, label)
	}
}

// pinned claims the cores that the domain's virtual CPUs are pinned to, where each is pinned somewhere.
func (c *claimant) pinned(cores *cores) {
	pins := c.domain.At("cputune", "vcpupin").Elements()
	for _, pin := range pins {
		set := pin.Value.Get("cpuset")
		for _, cpu := range cpuSet(set.Str()) {
			core := cores.of(cpu)
			c.claim("core", core, claim{domain: c.owner, part: "core " + core, value: set, access: writes})
		}
	}
}

// cores tell which of the host's CPUs are threads of one core.
type cores struct{ first map[string]string }

// newCores reads the host's topology from its capabilities. Without one each CPU is a core of its own.
func newCores(host *estate.Object) *cores {
	c := &cores{first: map[string]string{}}
	if host == nil {
		return c
	}
	cells := host.Value.At("capabilities", "host", "topology", "cells", "cell")
	for _, cell := range cells.Elements() {
		for _, cpu := range cell.Value.At("cpus", "cpu").Elements() {
			siblings := cpuSet(cpu.Value.Get("siblings").Str())
			if len(siblings) > 0 {
				c.first[cpu.Value.Get("id").Str()] = siblings[0]
			}
		}
	}
	return c
}

func (c *cores) of(cpu string) string {
	if first := c.first[cpu]; first != "" {
		return first
	}
	return cpu
}

// cpuSet lists the CPUs of a set such as "0-3,^2,8", in order. What is no set has none.
func cpuSet(set string) []string {
	const most = 4096 // as libvirt has it
	in := map[int]bool{}
	for part := range strings.SplitSeq(set, ",") {
		part, without := strings.CutPrefix(strings.TrimSpace(part), "^")
		low, high, isRange := strings.Cut(part, "-")
		first, err := strconv.Atoi(low)
		last := first
		if err == nil && isRange {
			last, err = strconv.Atoi(high)
		}
		if err != nil || first < 0 || last >= most {
			return nil
		}
		for cpu := first; cpu <= last; cpu++ {
			in[cpu] = !without
		}
	}
	var all []int
	for cpu, is := range in {
		if is {
			all = append(all, cpu)
		}
	}
	slices.Sort(all)
	names := make([]string, len(all))
	for i, cpu := range all {
		names[i] = strconv.Itoa(cpu)
	}
	return names
}
