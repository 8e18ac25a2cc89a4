package catalogue

import (
	"io/fs"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Tests are custom policies with the tests beside them, parsed for OPA's test runner, which compiles them itself.
type Tests struct {
	// Modules are by file, those that the policies use among them.
	Modules map[string]*ast.Module
	// Compiler has the capabilities of controls, and lets tests print.
	Compiler *ast.Compiler
	// Tested are the places of the custom policies, and Files those of their tests, by place of what they test.
	Tested []string
	Files  map[string]string
}

// LoadTests reads the custom policies of fsys and their tests.
func LoadTests(fsys *Custom, platforms ...string) (*Tests, error) {
	capabilities, err := capabilities(fsys)
	if err != nil {
		return nil, err
	}
	capabilities.Builtins = append(capabilities.Builtins, ast.Print, ast.InternalPrint)
	s, err := customSelection(fsys, platforms)
	if err != nil {
		return nil, err
	}
	files, err := s.builtIn()
	if err != nil {
		return nil, err
	}
	t := &Tests{
		Modules:  map[string]*ast.Module{},
		Compiler: ast.NewCompiler().WithCapabilities(capabilities).WithEnablePrintStatements(true),
		Files:    map[string]string{},
	}
	for _, file := range s.custom() {
		files = append(files, file)
		t.Tested = append(t.Tested, fsys.Place(file))
		test := strings.TrimSuffix(file, ".rego") + "_test.rego"
		if _, err := fs.Stat(fsys, test); err == nil {
			files = append(files, test)
			t.Files[fsys.Place(file)] = fsys.Place(test)
		}
	}
	modules, err := parse(fsys, files, ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities})
	if err != nil {
		return nil, err
	}
	if err := addParameters(modules, nil); err != nil {
		return nil, err
	}
	for _, m := range modules {
		t.Modules[m.place] = m.Module
	}
	return t, nil
}
