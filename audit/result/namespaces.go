package result

// Covers says whether a subject of the target would have been judged: all would that are in no namespace and are none.
func (t *Target) Covers(s *Subject) bool {
	namespace := s.Namespace
	if s.Kind == "kubernetes/namespace" {
		namespace = s.Name
	}
	for _, chosen := range t.Namespaces {
		if namespace != "" && !chosen.Has(namespace) {
			return false
		}
	}
	return true
}
