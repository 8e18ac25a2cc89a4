package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// verifiesImages says that a policy of sigstore's policy-controller, or one of Kyverno's with such a rule, looks at images' signatures.
func verifiesImages(o *estate.Object) bool {
	if o.Kind == "ClusterImagePolicy" {
		return true
	}
	rules := o.Value.At("spec", "rules")
	if rules.Unknown() {
		return true // what is not known may be one
	}
	for _, rule := range rules.Elements() {
		if rule.Value.Unknown() || rule.Value.Get("verifyImages") != nil {
			return true
		}
	}
	return false
}

// imagePolicySubjects hands out the policies on images' signatures.
func (c *cluster) imagePolicySubjects(yield func(*subject.Subject)) {
	for _, o := range c.images {
		if o.Namespace != "" && !c.include(o.Namespace) {
			continue
		}
		yield(&subject.Subject{
			Kind: "kubernetes/imagepolicy", Object: o,
			Roots: []subject.Root{
				{Name: "imagepolicy", Value: o.Value, Object: o},
				{Name: "facts", Value: estate.MapOf(
					estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "kind", Value: estate.Text(o.Kind)},
				)},
			},
		})
	}
}
