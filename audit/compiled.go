package audit

import (
	"io/fs"
	"sync"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
)

// Compiled are controls and edges, each compiled when it is first asked. The zero value is ready for a run, and after it for others, one after
// the other, with the same choice of controls; other policies, as the run's Tool names them, are compiled anew.
type Compiled struct {
	policies string
	controls map[string]func() (*platformEngine, error) // by platform
	edges    map[string]func() (*engine.Engine, error)  // by platform; those that have workloads
}

// platformEngine answers for the controls of one platform.
type platformEngine struct {
	controls []*catalogue.Control
	kinds    map[string]func() (*engine.Engine, error) // by subject kind; compiled when first called
}

// prepare says how to compile what has not been compiled of these policies yet. Controls are compiled by subject kind if they are to be apart.
func (c *Compiled) prepare(o *Options, apart bool) {
	if c.controls != nil && c.policies == o.Tool.Policies {
		return
	}
	c.policies = o.Tool.Policies
	c.controls, c.edges = map[string]func() (*platformEngine, error){}, map[string]func() (*engine.Engine, error){}
	policies, tuning, use, fresh := o.Policies, o.Tuning, o.Use, o.Fresh // and not the options, which hold more than is needed later
	for _, platform := range []string{estate.Kubernetes, estate.Libvirt, estate.Node} {
		c.controls[platform] = sync.OnceValues(func() (*platformEngine, error) { return load(policies, tuning, platform, use, fresh, apart) })
	}
	for _, platform := range []string{estate.Kubernetes, estate.Libvirt} {
		c.edges[platform] = sync.OnceValues(func() (*engine.Engine, error) { return loadEdges(policies, tuning, platform, fresh) })
	}
}

// load parses a platform's controls. It happens when the platform's first subject comes, or a little before. Where a file or two are audited,
// which have few kinds, controls are compiled apart; where there are many, or all will be asked for, they are compiled at once.
func load(policies fs.FS, tuning catalogue.Tuning, platform string, use func(*catalogue.Control) bool, fresh, apart bool) (*platformEngine, error) {
	sources, err := catalogue.Parse(policies, tuning, platform)
	if err != nil {
		return nil, err
	}
	e := &platformEngine{kinds: map[string]func() (*engine.Engine, error){}}
	byKind := map[string][]*catalogue.Control{}
	for _, control := range sources.Controls {
		if use(control) {
			e.controls = append(e.controls, control)
			byKind[control.Subject] = append(byKind[control.Subject], control)
		}
	}
	compile := func(controls []*catalogue.Control) func() (*engine.Engine, error) {
		return sync.OnceValues(func() (*engine.Engine, error) {
			c, err := sources.Compile(controls)
			if err != nil {
				return nil, err
			}
			return engine.New(c, func(*catalogue.Control) bool { return true }, !fresh), nil
		})
	}
	all := compile(e.controls)
	for kind, controls := range byKind {
		e.kinds[kind] = all
		if apart {
			e.kinds[kind] = compile(controls)
		}
	}
	return e, nil
}

// loadEdges compiles a platform's edges.
func loadEdges(policies fs.FS, tuning catalogue.Tuning, platform string, fresh bool) (*engine.Engine, error) {
	c, err := catalogue.LoadEdges(policies, tuning, platform)
	if err != nil {
		return nil, err
	}
	return engine.New(c, func(*catalogue.Control) bool { return true }, !fresh), nil
}
