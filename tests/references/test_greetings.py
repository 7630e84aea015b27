"""How somebody is greeted: names of many kinds, the choices, and what must never be written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.greetings import greeted, greetings

AT = "Harbour Analytics"

ONE_WAY = [
    # A first name and a family name, in either order
    ("Ana", "Ana"),
    ("Ana Bell", "Ana"),
    ("Ana   Bell ", "Ana"),
    ("Bell, Ana", "Ana"),
    ("Bell, Ana,", "Ana"),
    ("Bell, , Ana", "Ana"),
    (", Ana", "Ana"),
    ("Bell,", "Bell"),
    ("Bell, Ana Maria", "Ana"),
    ("O'Neill, Siobhán", "Siobhán"),
    ("Renée O’Connor", "Renée"),
    ("Jean-Pierre Dupont", "Jean-Pierre"),
    ("O'Brien", "O'Brien"),
    ("Sukarno", "Sukarno"),
    # Particles
    ("Jan van der Berg", "Jan"),
    ("van der Berg, Jan", "Jan"),
    ("van der Berg", "van der Berg"),
    ("Van Morrison", "Van Morrison"),
    ("María de la Cruz", "María"),
    ("de la Rosa, Carmen", "Carmen"),
    ("Mohamed bin Salman", "Mohamed"),
    ("Ibn Sina", "Ibn Sina"),
    ("Abdul Rahman Khan", "Abdul Rahman Khan"),
    ("Khan, Abdul Rahman", "Abdul Rahman"),
    # Spanish: two family names
    ("Gabriel García Márquez", "Gabriel"),
    ("García Márquez, Gabriel", "Gabriel"),
    ("García Márquez, Juan Carlos", "García Márquez"),
    ("PÉREZ GÓMEZ, JUAN CARLOS", "Juan"),
    # Names that may be in either order stay whole
    ("Kim Minji", "Kim Minji"),
    ("Minji Kim", "Minji"),
    ("KIM Minji", "Minji"),
    ("Park, Min-ji", "Min-ji"),
    ("Ban Ki-moon", "Ban Ki-moon"),
    ("Wang Wei", "Wang Wei"),
    ("Lee Child", "Lee Child"),
    ("Lee, Bruce", "Bruce"),
    ("Chan, Tai Man", "Tai Man"),
    ("Mary Ann Lee", "Mary Ann Lee"),
    ("Andrew Ng", "Andrew"),
    ("Yo-Yo Ma", "Yo-Yo"),
    ("Nguyễn Văn An", "Nguyễn Văn An"),
    ("Nguyen, Van An", "Van An"),
    ("Murakami Haruki", "Murakami Haruki"),
    ("Haruki Murakami", "Haruki"),
    ("Nagy Anna", "Nagy Anna"),
    # Other scripts
    ("田中 太郎", "田中 太郎"),
    ("김민지", "김민지"),
    ("Анна Петрова", "Анна Петрова"),
    ("Шевченко, Олександр", "Олександр"),
    ("محمد علي", "محمد علي"),
    # Initials and abbreviations
    ("J. Smith", "J. Smith"),
    ("Smith, J.", "J. Smith"),
    ("J.R.R. Tolkien", "J.R.R. Tolkien"),
    ("JRR Tolkien", "JRR Tolkien"),
    ("R Madhavan", "R Madhavan"),
    ("Oppenheimer, J. Robert", "J. Robert Oppenheimer"),
    ("Ana B. Bell", "Ana"),
    ("Ma. Teresa Cruz", "Ma. Teresa Cruz"),
    ("JP Morgan", "JP"),
    # Suffixes
    ("Martin King Jr.", "Martin"),
    ("King, Martin, Jr.", "Martin"),
    ("Ana Bell PhD", "Ana"),
    ("Ana Bell, M.D., Ph.D.", "Ana"),
    ("Ana Bell, MBA, SPHR", "Ana"),
    ("John Smith III", "John"),
    # All in one case
    ("ANA BELL", "Ana"),
    ("BELL, ANA", "Ana"),
    ("Ana BELL", "Ana"),
    ("DUPONT Jean-Pierre", "Jean-Pierre"),
    ("ANNA-LENA MÜLLER-SCHMIDT", "Anna-Lena"),
    ("ana bell", "Ana"),
    ("AJ BELL", "AJ"),
    ("ED SMITH", "Ed"),
    ("MADONNA", "Madonna"),
    # Remarks
    ("Ana Bell (she/her)", "Ana"),
    ("Ana Bell she/her", "Ana"),
    ("Ana Bell (HR)", "Ana"),
    ("Ana Bell - Recruiter", "Ana"),
    ("Ana from Harbour", "Ana"),
    ("Ana Bell, Recruiter", "Ana"),
    ("Ana Bell, Head of Design", "Ana"),
    ("Ana Bell, Harbour", "Ana"),
    ("Bell, Ana, Head of Design", "Ana"),
    ('Robert "Bob" Smith', "Bob"),
    ('"Ana Bell"', "Ana"),
    # Addresses
    ("Ana Bell <ana@harbour.example>", "Ana"),
    ('"Bell, Ana" <ana@harbour.example>', "Ana"),
    # Tried after the reader was written
    ("Ana-María Núñez del Prado", "Ana-María"),
    ("Núñez del Prado, Ana-María", "Ana-María"),
    ("RICARDO DOS SANTOS", "Ricardo"),
    ("Lê Thị Hồng", "Lê Thị Hồng"),
    ("Le Guin, Ursula K.", "Ursula"),
    ("CHOW YUN-FAT", "Chow Yun-Fat"),
    ("Leung Chiu-wai, Tony", "Tony"),
    ("Fatima al-Fihri", "Fatima"),
    ("Zhang San / 张三", "Zhang San / 张三"),
    ("张三 (Zhang San)", "张三"),
    ("K. Sanjay", "K. Sanjay"),
    ("Björk Guðmundsdóttir", "Björk"),
    ("Ludwig Mies van der Rohe", "Ludwig"),
    ('Ana "Annie" Bell, PMP', "Annie"),
    ("A. Bell", "A. Bell"),
    ("Lady Gaga", "Lady Gaga"),
    ("Mr.Smith", "Mr. Smith"),
    ("Lt. Col. James Rhodes", "Lt. Col. James Rhodes"),
    # Not one person
    ("HR team", "HR team"),
    ("Hiring Manager", "Hiring Manager"),
    ("Ana and Bob", "Ana and Bob"),
    ("Mr & Mrs Smith", "Mr & Mrs Smith"),
    ("Ana Bell's assistant", "Ana Bell's assistant"),
]


@pytest.mark.parametrize(("name", "greeting"), ONE_WAY)
def test_a_name_is_greeted(name: str, greeting: str) -> None:
    assert greetings(name, AT) == (greeting,)


@pytest.mark.parametrize(
    ("name", "formal", "familiar"),
    [
        ("Dr Ana Bell", "Dr Bell", "Ana"),
        ("Dr. Ada Lovelace", "Dr. Lovelace", "Ada"),
        ("Bell, Dr Ana", "Dr Bell", "Ana"),
        ("Smith, Mr. John", "Mr. Smith", "John"),
        ("Ms. Priya Raman", "Ms. Raman", "Priya"),
        ("Mx Ana Bell", "Mx Bell", "Ana"),
        ("Prof. Ludwig van Beethoven", "Prof. van Beethoven", "Ludwig"),
        ("Dr Jan van der Berg", "Dr van der Berg", "Jan"),
        ("Dr Ana B. Bell", "Dr Bell", "Ana"),
        ("Dr. Ana Bell-Ruiz", "Dr. Bell-Ruiz", "Ana"),
        ("Dr. Gabriel García Márquez", "Dr. Gabriel García Márquez", "Gabriel"),
        ("García Márquez, Dr. Gabriel", "Dr. García Márquez", "Gabriel"),
        ("Prof. Dr. med. Ana Bell", "Prof. Dr. med. Bell", "Ana"),
        ("Dipl.-Ing. Hans Maier", "Dipl.-Ing. Maier", "Hans"),
        ("DR ANA MCDONALD", "Dr McDonald", "Ana"),
        ("dr liz warren", "Dr Warren", "Liz"),
        ("Mr. KIM Minji", "Mr. Kim", "Minji"),
        ("Sir Ian Holm", "Sir Ian", "Ian"),
        ("Dr.Ana Bell", "Dr. Bell", "Ana"),
        ("DR. ANA BELL, PHD", "Dr. Bell", "Ana"),
        ("Dr. Ursula K. Le Guin", "Dr. Le Guin", "Ursula"),
        ("President Ana Bell", "President Bell", "Ana"),
        ("Dr. Muhammad bin Rashid", "Dr. bin Rashid", "Muhammad"),
        ("Dr. Martin Luther King, Jr.", "Dr. Martin Luther King", "Martin"),
    ],
)
def test_a_title_leaves_a_choice(name: str, formal: str, familiar: str) -> None:
    assert greetings(name, AT) == (formal, familiar)
    assert greeted(name, AT) == formal


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Dr Bell", "Dr Bell"),
        ("Ms Li Na", "Ms Li Na"),
        ("Dr Kim Minji", "Dr Kim Minji"),
        ("PD Dr. Maier", "PD Dr. Maier"),
        ("mrs. warren", "Mrs. Warren"),
        ("Mr T", "Mr T"),
    ],
)
def test_a_title_without_a_certain_first_name_stays(name: str, greeting: str) -> None:
    assert greetings(name, AT) == (greeting,)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        ",",
        "--",
        "123",
        "ana.bell@harbour.example",
        "<a@b.example>",
        "Ana, Bo, Cy",
        "TBD",
        "N/A",
        AT,
    ],
)
def test_nobody_is_named(name: str) -> None:
    assert greetings(name, AT) == ()
    assert greeted(name, AT) == ""


LETTERS = "ABCabcdeéøŁß'’.-,()\"@ <>&/田Анد1"


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(alphabet=LETTERS, max_size=30),
        st.lists(st.sampled_from([name for name, _way in ONE_WAY]), max_size=3).map(" ".join),
        st.text(max_size=20),
    )
)
def test_no_greeting_has_a_comma_of_its_own(name: str) -> None:
    for each in greetings(name, AT):
        assert each == " ".join(each.split())
        assert each
        assert not set(each) & set(",@<>")
