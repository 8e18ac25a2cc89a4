package catalogue

import (
	"io/fs"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Schemas say what subjects look like, as JSON Schemas that OPA's compiler holds references to.
type Schemas struct {
	// Kinds are by kind of subject. All is for the library, which looks at several kinds: it has the roots of all.
	Kinds map[string]map[string]any
	All   map[string]any
}

// Check compiles policies with the schemas of their subjects, so that a misspelt path is a fault with its place: the custom ones where
// fsys has some, else all.
func Check(fsys fs.FS, schemas *Schemas, platforms ...string) error {
	if custom, ok := fsys.(*Custom); ok {
		s, err := customSelection(custom, platforms)
		if err != nil {
			return err
		}
		s.schemas = schemas
		_, err = load(*s)
		return err
	}
	s := selection{
		policies: fsys, platforms: platforms, schemas: schemas,
		wanted: func(file string) bool { return !isLibrary(file) },
	}
	for _, platform := range platforms {
		s.folders = append(s.folders, platform)
		if _, err := fs.Stat(fsys, edges+platform); err == nil {
			s.folders = append(s.folders, edges+platform)
		}
	}
	_, err := load(s)
	return err
}

// apply gives the compiler schemas, and each control that of its subject.
func (s *Schemas) apply(compiler *ast.Compiler, controls []*Control, modules map[string]*module) *ast.Compiler {
	set := ast.NewSchemaSet()
	set.Put(ast.SchemaRootRef, s.All)
	for kind, schema := range s.Kinds {
		set.Put(schemaOf(kind), schema)
	}
	for _, control := range controls {
		for _, annotations := range modules[control.ID+".rego"].Annotations {
			if annotations.Scope == "package" {
				annotations.Schemas = append(annotations.Schemas, &ast.SchemaAnnotation{Path: ast.InputRootRef, Schema: schemaOf(control.Subject)})
			}
		}
	}
	return compiler.WithSchemas(set).WithUseTypeCheckAnnotations(true)
}

func schemaOf(kind string) ast.Ref { return ast.SchemaRootRef.Append(ast.StringTerm(kind)) }
