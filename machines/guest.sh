#!/bin/sh
# guest.sh ROOT KEY CERTIFICATES: adds the user learner to the root file system of a guest: with sudo without a password, in
# Docker's group if there is one, and reached by ssh with the public key in the file KEY. CERTIFICATES is this host's file
# of certification authorities, because a guest uses its network.
set -eu
root=$1 key=$2 certificates=$3
chroot "$root" useradd --create-home --shell /bin/bash learner
echo 'learner ALL=(ALL) NOPASSWD:ALL' >"$root/etc/sudoers.d/learner"
if grep -q '^docker:' "$root/etc/group"; then chroot "$root" usermod --append --groups docker learner; fi
mkdir -m 700 "$root/home/learner/.ssh"
cat "$key" >"$root/home/learner/.ssh/authorized_keys"
chroot "$root" chown -R learner:learner /home/learner/.ssh
if [ -f "$certificates" ]; then
  cat "$certificates" >"$root/etc/ssl/certs/ca-certificates.crt"
  echo NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt >>"$root/etc/environment"
fi
