package rbac

import "slices"

func (h *Holders) add(who principal, allowed, unclear bool) {
	switch {
	case allowed && who.group:
		h.Groups = append(h.Groups, who.name)
	case allowed:
		h.Users = append(h.Users, who.name)
	case unclear && who.group:
		h.UnclearGroups = append(h.UnclearGroups, who.name)
	case unclear:
		h.UnclearUsers = append(h.UnclearUsers, who.name)
	}
}

func (h *Holders) sort() {
	for _, names := range [][]string{h.Users, h.Groups, h.UnclearUsers, h.UnclearGroups} {
		slices.Sort(names)
	}
}
