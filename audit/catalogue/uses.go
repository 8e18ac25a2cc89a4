package catalogue

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// usedBy returns the modules of controls and of all that they refer to, directly or not. Too few can't go unnoticed: what a rule refers to
// and does not find is a fault when its read set is derived.
func (s *Sources) usedBy(controls []*Control) map[string]*module {
	packages := map[string][]string{} // files, by package
	for file, module := range s.modules {
		name := module.Package.Path.String()
		packages[name] = append(packages[name], file)
	}
	used := map[string]*module{}
	var use func(file string)
	use = func(file string) {
		if used[file] != nil {
			return
		}
		used[file] = s.modules[file]
		ast.WalkRefs(s.modules[file].Module, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.DefaultRootRef) {
				for _, other := range named(packages, ref) {
					use(other)
				}
			}
			return false
		})
	}
	for _, control := range controls {
		for _, file := range packages[control.Package.String()] {
			use(file)
		}
	}
	return used
}

// named returns the files of the package that a reference leads into, or where it does not name one to the end, of all that it may mean.
func named(packages map[string][]string, ref ast.Ref) []string {
	constant := ref.ConstantPrefix()
	for n := len(constant); n > 1; n-- {
		if files := packages[constant[:n].String()]; files != nil {
			return files
		}
	}
	var files []string
	for name, of := range packages {
		if name == constant.String() || strings.HasPrefix(name, constant.String()) {
			files = append(files, of...)
		}
	}
	return files
}
