package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	"bulkhead/audit/catalogue"
	"bulkhead/cmd/internal/choice"
	"bulkhead/cmd/internal/schemas"
)

func (c *policyCommand) check(args []string) error {
	custom, err := c.join(args)
	if err != nil {
		return c.faulty(err)
	}
	all, err := catalogue.LoadCustom(custom, choice.Platforms()...)
	if err != nil {
		return c.faulty(err)
	}
	if err := catalogue.Check(custom, schemas.OfPolicies(), choice.Platforms()...); err != nil {
		return c.faulty(err)
	}
	for _, control := range all.Controls {
		c.say("%s: %s looks at each %s", control.File, control.ID, control.Subject)
		for _, path := range control.Reads {
			c.say("    reads %s", path)
		}
		for _, note := range notes(custom, control) {
			c.say("    note: %s", note)
		}
	}
	c.say("%s, no fault", counted(len(all.Controls), "control"))
	return nil
}

// notes are what is worth a thought and no fault.
func notes(custom *catalogue.Custom, control *catalogue.Control) []string {
	var all []string
	for _, path := range control.Reads {
		if len(path) == 1 {
			all = append(all, fmt.Sprintf(
				"reads %s whole, so it is asked anew of every subject instead of once for those that look alike; name the fields it needs", path))
		}
	}
	if strings.HasSuffix(control.Title, ".") || len(control.Title) > 100 {
		all = append(all, "the title is no short line without a full stop")
	}
	if _, err := fs.Stat(custom, control.ID+"_test.rego"); err != nil {
		all = append(all, "no test is beside it: "+custom.Place(control.ID+"_test.rego"))
	}
	if control.Edge == nil && fixture(custom, control.ID) == "" {
		all = append(all, "no object on which it fails: "+custom.Place(catalogue.Fixtures+"/"+control.ID+".yaml"))
	}
	source, err := fs.ReadFile(custom, control.ID+".rego")
	if err == nil {
		if module, err := ast.ParseModule(control.File, string(source)); err == nil {
			for _, fault := range schemas.Evidence(module, control.Subject) {
				all = append(all, "line "+fault)
			}
		}
		if formatted, err := format.SourceWithOpts(control.File, source, format.Opts{RegoVersion: ast.RegoV1}); err == nil && string(formatted) != string(source) {
			all = append(all, "opa fmt would format it otherwise")
		}
	}
	return all
}

// fixture is the file or folder on which a control has to fail; empty: there is none.
func fixture(custom *catalogue.Custom, id string) string {
	base := custom.Place(catalogue.Fixtures + "/" + id)
	for _, path := range []string{base, base + ".yaml", base + ".yml", base + ".json", base + ".xml"} {
		if _, err := os.Stat(path); err == nil {
			return filepath.Clean(path)
		}
	}
	return ""
}
