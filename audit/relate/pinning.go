package relate

import (
	"slices"
	"strconv"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// pinning is where a guest's definition lets its threads run.
type pinning struct {
	cores *cores
	all   *estate.Value // the set for what has none of its own; nil for every CPU
	kept  map[string]bool
}

// keptOn lists the cores that all threads of a guest are kept on: its virtual CPUs, and those of QEMU's that work for it. It is nil where
// one of them may run anywhere, or the host's topology is not known.
func keptOn(document *estate.Value, c *cores) *estate.Value {
	vcpu, tune := document.Get("vcpu"), document.Get("cputune")
	number := text(vcpu)
	if number == nil {
		number = vcpu
	}
	n, err := strconv.Atoi(number.Str())
	if len(c.first) == 0 || err != nil || n < 1 {
		return nil
	}
	p := &pinning{cores: c, kept: map[string]bool{}}
	if vcpu.Kind == estate.Map && vcpu.Get("placement").Str() != "auto" {
		p.all = vcpu.Get("cpuset")
	}
	threads := 0
	if io := textOf(document.Get("iothreads")); io != "" {
		if threads, err = strconv.Atoi(io); err != nil {
			return nil
		}
	}
	if !p.keep(tune.At("emulatorpin", "cpuset")) || !p.each(tune.Get("vcpupin"), n) || !p.each(tune.Get("iothreadpin"), threads) {
		return nil
	}
	names := make([]string, 0, len(p.kept))
	for name := range p.kept {
		names = append(names, name)
	}
	slices.Sort(names)
	return estate.Texts(names...)
}

// each keeps n threads, of which pins say where.
func (p *pinning) each(pins *estate.Value, n int) bool {
	for _, pin := range pins.Elements() {
		if !p.keep(pin.Value.Get("cpuset")) {
			return false
		}
		n--
	}
	return n <= 0 || p.keep(nil)
}

// keep takes note of a set of CPUs, or of the one for all where there is none; not where that is no set of the host's CPUs.
func (p *pinning) keep(set *estate.Value) bool {
	if set == nil {
		set = p.all
	}
	cpus := cpuSet(set.Str())
	for _, cpu := range cpus {
		core := p.cores.first[cpu]
		if core == "" {
			return false
		}
		p.kept[core] = true
	}
	return len(cpus) > 0
}

// placement is which guests are kept on which cores.
type placement struct {
	guests map[string][]string // by core
	cores  map[string][]string // by guest
	free   bool                // some guest may run anywhere
}

func (p *placement) add(guest string, kept *estate.Value) {
	if p.guests == nil {
		p.guests, p.cores = map[string][]string{}, map[string][]string{}
	}
	p.free = p.free || kept == nil
	for _, core := range kept.Elements() {
		p.guests[core.Value.Str()] = append(p.guests[core.Value.Str()], guest)
		p.cores[guest] = append(p.cores[guest], core.Value.Str())
	}
}

// OnOwnCores says that all threads of a guest are kept on cores that no other guest may run on.
func (r *Relation) OnOwnCores(guest string) bool {
	p := &r.host.placement
	if p.free || len(p.cores[guest]) == 0 {
		return false
	}
	return !slices.ContainsFunc(p.cores[guest], func(core string) bool { return len(p.guests[core]) > 1 })
}

// connectCores says that who may run anywhere may run on each core that is kept for guests, and the other way round.
func (h *libvirtHost) connectCores(b *isolation.Builder) {
	core := func(name string) result.Vertex {
		return result.Vertex{Kind: isolation.KindCores, Target: h.target.ID, Name: name}
	}
	b.Belong(core(""), core(isolation.AnyCore))
	for name := range h.placement.guests {
		b.Belong(core(""), core(name))
		b.Belong(core(name), core(isolation.AnyCore))
	}
}
