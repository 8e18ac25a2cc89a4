package kubernetes

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
)

// maxDiscovery bounds the description of a group and version.
const maxDiscovery = 4 << 20

// maxVersions bounds how many versions of a group are asked about.
const maxVersions = 16

// served says whether the cluster has a resource that not all have. It asks for the description of the group and version, which
// everybody may read: a list would say that it is forbidden to those who have no right to what there is not. Where that
// is not certain, the list will tell.
func (r *run) served(ctx context.Context, version, plural string) bool {
	body, err := r.client.get(ctx, "/apis/"+version, nil)
	if err != nil {
		return !isStatus(err, http.StatusNotFound)
	}
	defer body.Close()
	var list struct {
		Resources []struct {
			Name string `json:"name"`
		} `json:"resources"`
	}
	if json.NewDecoder(io.LimitReader(body, maxDiscovery)).Decode(&list) != nil || len(list.Resources) == 0 {
		return true
	}
	for _, has := range list.Resources {
		if has.Name == plural {
			return true
		}
	}
	return false
}

// otherVersion returns a version of its group that serves a resource where none that is listed in resources does, and "" otherwise.
func (r *run) otherVersion(ctx context.Context, of *resource) string {
	if !of.versions {
		return ""
	}
	group, _, _ := strings.Cut(of.version, "/")
	body, err := r.client.get(ctx, "/apis/"+group, nil)
	if err != nil {
		return "" // nobody has the group
	}
	defer body.Close()
	var description struct {
		Versions []struct {
			GroupVersion string `json:"groupVersion"`
		} `json:"versions"`
	}
	if json.NewDecoder(io.LimitReader(body, maxDiscovery)).Decode(&description) != nil {
		return ""
	}
	other := ""
	for _, v := range description.Versions[:min(len(description.Versions), maxVersions)] {
		if !strings.HasPrefix(v.GroupVersion, group+"/") {
			continue
		}
		known := slices.ContainsFunc(resources[:], func(one resource) bool { return one.version == v.GroupVersion && one.plural == of.plural })
		switch served := r.served(ctx, v.GroupVersion, of.plural); {
		case served && known:
			return ""
		case served:
			other = v.GroupVersion
		}
	}
	return other
}
