package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/subject"
	"bulkhead/cmd/internal/scaffold"
	"bulkhead/cmd/internal/schemas"
	"bulkhead/policies"
	"bulkhead/reports"
)

// policyCommand is one call of bulkhead policy.
type policyCommand struct {
	*program
	policies policyFlag
	subject  string
	coverage float64
}

func newPolicy(p *program) *cobra.Command {
	parent := &cobra.Command{
		Use:   "policy",
		Short: "Write, check and test custom controls",
		Long: `Policy helps to write controls of your own. They are Rego with the same METADATA
as bulkhead's, in a folder that audit, isolation, controls and frameworks take
with --policies:

  GROUP/NAME.rego          a control, GROUP/NAME in reports; the group is yours
  GROUP/NAME_test.rego     its tests
  fixtures/GROUP/NAME.*    an object on which it fails
  edges/GROUP/NAME.rego    a way out of a workload, for bulkhead isolation
  lib/GROUP/NAME.rego      what controls share
  frameworks/ID.yaml       a framework that controls map to`,
		Example: `  bulkhead policy new acme/no-terminal
  bulkhead policy check policies/
  bulkhead policy test policies/
  bulkhead audit deploy/ --policies policies/`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(newPolicyNew(p), newPolicyCheck(p), newPolicyTest(p), newPolicySchema(p))
	return parent
}

func newPolicyNew(p *program) *cobra.Command {
	c := &policyCommand{program: p}
	cmd := &cobra.Command{
		Use:   "new GROUP/NAME",
		Short: "Write a start for a control, with its test and fixture",
		Long: `New writes a control that passes check and test as it is, its test, and an
object on which it fails. No file is overwritten.`,
		Example: `  bulkhead policy new acme/no-terminal
  bulkhead policy new acme/no-lun --subject libvirt/disk --policies rules/`,
		Args: arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return c.create(args[0]) },
	}
	c.folder(cmd, "write into `DIR`; without it into policies")
	cmd.Flags().StringVar(&c.subject, "subject", "kubernetes/container", "what the control looks at, a `KIND` of docs/subjects.md")
	headed(cmd.Flags(), aboutControls)
	return cmd
}

func newPolicyCheck(p *program) *cobra.Command {
	c := &policyCommand{program: p}
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Compile custom controls, and tell what each reads",
		Long: `Check compiles the controls in DIR as an audit would, holds their METADATA and
every path that they read to what there is, and tells what each reads of its
subject. Faults have file and line. What it only advises against is a note.

Exit codes: 0 no fault, 1 a fault, 2 wrong usage or no such folder.`,
		Example: `  bulkhead policy check policies/`,
		Args:    arguments(0, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return c.check(args) },
	}
	c.folder(cmd, "check those in `DIR`; without it in policies")
	headed(cmd.Flags(), aboutControls)
	return cmd
}

func newPolicyTest(p *program) *cobra.Command {
	c := &policyCommand{program: p}
	cmd := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Run the tests of custom controls, and audit their fixtures",
		Long: `Test runs the tests in DIR with OPA's test runner, tells which lines of the
controls none of them reaches, and audits each control's fixture, on which the
control has to fail.

Exit codes: 0 all passed, 1 a test or a fixture failed or too little is reached,
2 wrong usage, no such folder, or controls that do not compile.`,
		Example: `  bulkhead policy test policies/
  bulkhead policy test policies/ --min-coverage 100`,
		Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.test(cmd.Context(), args) },
	}
	c.folder(cmd, "test those in `DIR`; without it in policies")
	cmd.Flags().Float64Var(&c.coverage, "min-coverage", 0, "fail if the tests reach less than this `PERCENT` of a file")
	headed(cmd.Flags(), aboutControls)
	return cmd
}

// folder adds the flag that says where the controls are.
func (c *policyCommand) folder(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&c.policies.dir, "policies", "policies", usage)
}

func (c *policyCommand) create(id string) error {
	paths, err := scaffold.New(c.policies.dir, id, c.subject)
	if err != nil {
		return usageError(err)
	}
	for _, path := range paths {
		c.say("%s", path)
	}
	c.say("next: change them, then bulkhead policy check %s, bulkhead policy test %s", c.policies.dir, c.policies.dir)
	return nil
}

func (c *policyCommand) say(format string, args ...any) {
	fmt.Fprintln(c.out, reports.Plain(fmt.Sprintf(format, args...)))
}

// join opens the folder that was named. Faults of its layout are faults like others.
func (c *policyCommand) join(args []string) (*catalogue.Custom, error) {
	if len(args) == 1 {
		c.policies.dir = args[0]
	}
	return catalogue.Join(policies.FS, c.policies.dir)
}

// faulty prints faults, and returns what else went wrong.
func (c *policyCommand) faulty(err error) error {
	var faults catalogue.Faults
	if !errors.As(err, &faults) {
		return usageError(err)
	}
	for _, fault := range faults {
		for i, line := range strings.Split(fault.Error(), "\n") {
			if i > 0 {
				line = "    " + line
			}
			c.say("%s", line)
		}
	}
	return &exitCode{code: 1, err: fmt.Errorf("%s", counted(len(faults), "fault"))}
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func newPolicySchema(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of what a control sees as input",
		Long: `Schema prints the JSON Schema of a kind of subject, or lists the kinds. It is
what check holds paths to, made from the types of Kubernetes and libvirt.`,
		Example: `  bulkhead policy schema
  bulkhead policy schema kubernetes/container`,
		Args: arguments(0, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return subject.Kinds(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.schema(args) },
	}
}

func (p *program) schema(args []string) error {
	if len(args) == 0 {
		_, err := fmt.Fprintln(p.out, strings.Join(subject.Kinds(), "\n"))
		return orOutputError(err)
	}
	schema := schemas.Kind(args[0])
	if schema == nil {
		return usageError(fmt.Errorf("no subject is called %q; bulkhead policy schema lists them", args[0]))
	}
	encoder := json.NewEncoder(p.out)
	encoder.SetIndent("", "  ")
	return orOutputError(encoder.Encode(schema))
}

func orOutputError(err error) error {
	if err == nil {
		return nil
	}
	return outputError(err)
}
