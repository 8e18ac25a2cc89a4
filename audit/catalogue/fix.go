package catalogue

import (
	"slices"
)

// Fix is a change that is safe to propose where a control fails. One of Set, Add, Expected and Remove is given.
type Fix struct {
	// Path leads to what is changed, from input; empty: to each place that the control names as evidence.
	Path []string `json:"path"`
	// Set is the new value, and Add a new element of the list there. Expected sets the value that the control names as expected; a
	// place without one is left to people. Remove takes out what is there.
	Set      any  `json:"set"`
	Add      any  `json:"add"`
	Expected bool `json:"expected"`
	Remove   bool `json:"remove"`
	// Unless names values with which the change would not do.
	Unless []Unless `json:"unless"`
	// Note tells people what the change may ask of what runs.
	Note string `json:"note"`
}

// Unless is a value with which a fix would not do: the path's, or an element of the list there, is one of these.
type Unless struct {
	Path []string `json:"path"`
	Is   []any    `json:"is"`
}

// checkFix holds a control's fixes to their shape.
func (c *Control) checkFix(must func(ok bool, key, fault string, args ...any)) {
	for _, fix := range c.Fix {
		ways := 0
		for _, given := range []bool{fix.Set != nil, fix.Add != nil, fix.Expected, fix.Remove} {
			if given {
				ways++
			}
		}
		must(ways == 1, "fix", "a fix has one of set, add, expected and remove")
		must(!fix.Expected || len(fix.Path) == 0, "fix", "what is expected is set at the evidence, not at a path")
		must(len(fix.Path) != 1 && !slices.Contains(fix.Path, "") && (len(fix.Path) == 0 || fix.Path[0] != "facts"),
			"fix", "a fix's path leads from a root to a field: [container, securityContext, privileged]")
		for _, unless := range fix.Unless {
			must(len(unless.Path) > 1 && len(unless.Is) > 0, "fix", "unless has a path from a root to a field, and values")
		}
	}
}
