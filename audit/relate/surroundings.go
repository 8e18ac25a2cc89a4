package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// surroundings are what else decides about pods: sandboxes, storage, ceilings of resources, admission, claims on devices.
type surroundings struct {
	ceilings  map[string]*ceilings      // by namespace
	classes   map[string]*estate.Object // runtime classes
	storage   storage
	admission admission
	claims    []*estate.Object
	images    []*estate.Object // policies of those who verify images
	unseen    unseen
	exposure  exposure
	kubevirts []*estate.Object
	plugin    plugin
	processes *nodeProcesses // nil until first asked for
}

// surround keeps an object that is among the surroundings.
func (s *surroundings) surround(o *estate.Object) {
	switch o.Kind {
	case "LimitRange", "ResourceQuota":
		s.ceiling(o)
	case "Node":
		s.unseen.node(o)
	case "RuntimeClass":
		if s.classes == nil {
			s.classes = map[string]*estate.Object{}
		}
		s.classes[o.Name] = o
	case "PersistentVolume", "PersistentVolumeClaim":
		s.storage.reference(o)
	case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding":
		s.admission.reference(o)
	case "ClusterImagePolicy", "ClusterPolicy", "Policy":
		if verifiesImages(o) {
			s.images = append(s.images, o)
		}
	case "KubeVirt":
		s.kubevirts = append(s.kubevirts, o)
	case "DaemonSet":
		s.plugin.daemonSet(o)
	case "ResourceClaim", "ResourceClaimTemplate":
		s.claims = append(s.claims, o)
	}
}

// surroundingSubjects hands out the surroundings that are judged themselves.
func (c *cluster) surroundingSubjects(yield func(*subject.Subject)) {
	c.admissionSubjects(yield)
	c.volumeSubjects(yield)
	c.claimSubjects(yield)
	c.imagePolicySubjects(yield)
	c.nodeSubjects(yield)
	c.kubeVirtSubjects(yield)
}

func (c *cluster) nodeSubjects(yield func(*subject.Subject)) {
	for _, o := range c.unseen.all {
		yield(&subject.Subject{Kind: "kubernetes/node", Object: o, Roots: []subject.Root{{Name: "node", Value: o.Value, Object: o}, c.commonFacts()}})
	}
}
