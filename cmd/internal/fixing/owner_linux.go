package fixing

import (
	"io/fs"
	"os"
	"syscall"
)

// sameOwner gives a file the owner of another, where that is not its own already.
func sameOwner(file *os.File, of fs.FileInfo) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	is, ok := info.Sys().(*syscall.Stat_t)
	want, wanted := of.Sys().(*syscall.Stat_t)
	if !ok || !wanted || is.Uid == want.Uid && is.Gid == want.Gid {
		return nil
	}
	return file.Chown(int(want.Uid), int(want.Gid))
}
