package kubernetes

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// maxDiscovery bounds the description of a group and version.
const maxDiscovery = 4 << 20

// served says whether the cluster has a resource that not all have. It asks for the description of the group and version, which
// everybody may read: a list would say that it is forbidden to those who have no right to what there is not. Where that
// is not certain, the list will tell.
func (r *run) served(ctx context.Context, resource *resource) bool {
	body, err := r.client.get(ctx, "/apis/"+resource.version, nil)
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
		if has.Name == resource.plural {
			return true
		}
	}
	return false
}
