"""Uploads with an unmodified huggingface_hub and reads everything back; fails where anything is not as expected."""
import os
import sys
import tempfile

from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationCopy,
    CommitOperationDelete,
    HfApi,
    snapshot_download,
)
from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError

repo, token = sys.argv[1], os.environ["HF_TOKEN"]
api = HfApi(endpoint=os.environ["HF_ENDPOINT"], token=token)


def expect(condition, what):
    if not condition:
        raise SystemExit("not as expected: " + what)


def refused(call, error, what):
    try:
        call()
    except error as e:
        return e
    raise SystemExit("not refused: " + what)


expect(api.whoami()["auth"]["accessToken"]["role"] == "write", "role")
url = api.create_repo(repo, private=True)
expect(url.repo_id == repo, f"repo_id {url.repo_id}")
api.create_repo(repo, exist_ok=True)
expect(api.repo_exists(repo), "exists")
expect(api.model_info(repo).private, "private")

with tempfile.TemporaryDirectory() as folder:
    os.makedirs(folder + "/sub")
    content = {
        "config.json": b'{"a": 1}',
        "README.md": b"# Hello\n",
        "empty.txt": b"",
        "model.safetensors": os.urandom(300_000),
        "sub/big.gguf": os.urandom(700_001),
        ".gitignore": b"*.log\n",
        "noise.log": b"x",
    }
    for path, data in content.items():
        with open(os.path.join(folder, path), "wb") as f:
            f.write(data)
    first = api.upload_folder(repo_id=repo, folder_path=folder, commit_message="One", commit_description="Two")
    again = api.upload_folder(repo_id=repo, folder_path=folder)
    expect(again.oid == first.oid, "an unchanged folder made another commit")

files = set(api.list_repo_files(repo))
expect(files == (set(content) - {"noise.log"}) | {".gitattributes"}, f"files {files}")
got = snapshot_download(repo, endpoint=os.environ["HF_ENDPOINT"], token=token)
for path, data in content.items():
    if path != "noise.log":
        with open(os.path.join(got, path), "rb") as f:
            expect(f.read() == data, "content of " + path)

tree = {e.path: e for e in api.list_repo_tree(repo, recursive=True)}
expect(tree["model.safetensors"].lfs.size == 300_000, "lfs size")
expect(tree["config.json"].lfs is None, "config is regular")
expect([e.path for e in api.get_paths_info(repo, ["config.json", "no"])] == ["config.json"], "paths info")
commits = api.list_repo_commits(repo)
expect([c.title for c in commits] == ["One", "initial commit"], f"commits {commits}")
expect(commits[0].message == "Two", "message")

api.create_branch(repo, branch="dev")
api.create_branch(repo, branch="dev", exist_ok=True)
api.create_tag(repo, tag="v1", tag_message="first", revision=first.oid)
changed = api.create_commit(
    repo,
    operations=[
        CommitOperationAdd("config.json", b'{"a": 2}'),
        CommitOperationCopy("model.safetensors", "copy.safetensors"),
        CommitOperationDelete("sub/"),
        CommitOperationDelete("empty.txt"),
    ],
    commit_message="Change",
    revision="dev",
    parent_commit=first.oid,
)
files = set(api.list_repo_files(repo, revision="dev"))
expect("copy.safetensors" in files and "sub/big.gguf" not in files and "empty.txt" not in files, f"dev {files}")
expect("sub/big.gguf" in api.list_repo_files(repo, revision="v1"), "tag")
refs = api.list_repo_refs(repo)
expect({b.name for b in refs.branches} == {"main", "dev"}, "branches")
expect([(t.name, t.target_commit) for t in refs.tags] == [("v1", first.oid)], "tags")
stale = refused(
    lambda: api.create_commit(
        repo,
        operations=[CommitOperationAdd("x", b"x")],
        commit_message="Late",
        revision="dev",
        parent_commit=first.oid,
    ),
    HfHubHTTPError,
    "a commit on an old parent",
)
expect(stale.response.status_code == 412, f"status {stale.response.status_code}")
refused(
    lambda: api.create_commit(
        repo, operations=[CommitOperationAdd("x", b"x")], commit_message="PR", create_pr=True
    ),
    HfHubHTTPError,
    "a pull request",
)
refused(lambda: api.model_info(repo, revision="refs/convert/parquet"), RevisionNotFoundError, "refs/convert/parquet")
refused(lambda: api.model_info(repo, revision="refs/pr/1"), RevisionNotFoundError, "refs/pr/1")

api.delete_tag(repo, tag="v1")
api.delete_branch(repo, branch="dev")
api.update_repo_settings(repo, private=False)
expect(not api.model_info(repo).private, "public")
api.move_repo(repo, repo + "-moved")
api.delete_repo(repo + "-moved")
refused(lambda: api.model_info(repo + "-moved"), RepositoryNotFoundError, "a deleted repository")
print("all as expected")
