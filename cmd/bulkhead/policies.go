package main

import (
	"io/fs"

	"github.com/spf13/pflag"

	"bulkhead/audit/catalogue"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
)

// policyFlag is the folder of custom controls, if the user has one.
type policyFlag struct{ dir string }

func (p *policyFlag) add(flags *pflag.FlagSet) {
	flags.StringVar(&p.dir, "policies", "", "custom controls in `DIR` too; bulkhead policy helps to write them")
}

// tuning is what the settings file says of the policies' controls.
func (p *program) tuning(all fs.FS) (catalogue.Tuning, error) {
	tuning, err := p.ofControls.Tuning(all)
	if err != nil {
		return nil, usageError(err)
	}
	return tuning, nil
}

// open returns all policies. Custom ones with faults are wrong configuration: an audit without them would look like one in which
// they passed.
func (p *policyFlag) open() (fs.FS, error) {
	if p.dir == "" {
		return policies.FS, nil
	}
	custom, err := catalogue.Join(policies.FS, p.dir)
	if err != nil {
		return nil, usageError(err)
	}
	if _, err := catalogue.LoadCustom(custom, choice.Platforms()...); err != nil {
		return nil, usageError(err)
	}
	return custom, nil
}
