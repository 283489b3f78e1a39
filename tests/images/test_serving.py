"""Pictures by their address: for good, as what they are, and nothing else of the folder."""

import gzip

import pytest
from django.test import Client

from guides.images import storing
from guides.images.reading import read
from guides.models.images import files_taken_back
from tests.factory import make_image
from tests.images import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    picture = read(files.jpeg((900, 600)))
    with files_taken_back():
        storing.store(picture)
        return make_image(digest=picture.digest, format="jpeg", fallback="jpg", width=900, height=600)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(("name", "kind"), [("720.webp", "image/webp"), ("900.jpg", "image/jpeg")])
def test_a_picture_is_kept_for_good_and_read_as_nothing_else(client, image, name, kind):
    response = client.get(f"/media/images/{image.digest}/{name}")
    headers = response.headers
    assert (response.status_code, headers["Content-Type"], headers["X-Content-Type-Options"]) == (200, kind, "nosniff")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert int(headers["Content-Length"]) == len(content(response))
    assert ("Set-Cookie" in headers, "Content-Security-Policy" in headers) == (False, True)


def test_a_browser_that_has_it_is_told_so(client, image):
    address = f"/media/images/{image.digest}/720.webp"
    first = client.get(address)
    first.close()
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    dated = client.get(address, headers={"if-modified-since": first.headers["Last-Modified"]})
    assert (again.status_code, again.content, dated.status_code) == (304, b"", 304)
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_picture_is_not_compressed_again_but_pages_are(client, image):
    response = client.get(f"/media/images/{image.digest}/720.webp", headers={"accept-encoding": "gzip"})
    page = client.get("/en/about/", headers={"accept-encoding": "gzip"})
    assert (response.headers.get("Content-Encoding"), content(response)[:4]) == (None, b"RIFF")
    assert "<html" in gzip.decompress(page.content).decode()


def test_only_looking_is_allowed(client, image):
    address = f"/media/images/{image.digest}/720.webp"
    looked = client.head(address)
    looked.close()
    assert (looked.status_code, client.post(address).status_code, client.delete(address).status_code) == (200, 405, 405)


def test_the_addresses_on_the_image_lead_to_its_files(client, image):
    addresses = [image.src, image.smallest, *(part.split()[0] for part in image.srcset.split(", "))]
    responses = [client.get(address) for address in addresses]
    for response in responses:
        response.close()
    assert (len(addresses), {response.status_code for response in responses}) == (5, {200})


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/images/",
        "/media/images/{digest}/",
        "/media/images/{digest}/master.webp",
        "/media/images/{digest}/361.webp",
        "/media/images/{digest}/720.png",
        "/media/images/{digest}/720.webp/",
        "/media/images/{digest}/../{digest}/720.webp",
        "/media/images/{digest}/%2e%2e/secret.png",
        "/media/../secret.png",
        "/media/secret.png",
        "/media/contacts/page.html",
        "/media/contacts/../secret.png",
        "/media/contacts/none.png",
        "/media/contacts/.hidden.png",
    ],
)
def test_nothing_else_is_served_and_no_folder_is_listed(client: Client, image, media, address):
    (media / "contacts").mkdir()
    (media / "contacts" / "page.html").write_text("<script>")
    (media / "contacts" / ".hidden.png").write_bytes(files.png((9, 9)))
    (media / "secret.png").write_bytes(files.png((9, 9)))
    path = address.format(digest=image.digest)
    assert client.get(path).status_code == 404


def test_the_picture_of_a_contact_is_served_but_asked_for_again(client, media):
    (media / "contacts").mkdir(parents=True)
    (media / "contacts" / "code_1.PNG").write_bytes(files.png((9, 9)))
    response = client.get("/media/contacts/code_1.PNG")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert (response.headers["Cache-Control"], content(response)) == ("public, max-age=300", files.png((9, 9)))
