import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indimaj.linkage.similarity import name_similarity
from indimaj.linkage.skeletons import MOST_KEYS, keys, word_keys
from indimaj.linkage.spelling import normalise, words

pytestmark = pytest.mark.heavy

SAME_NAME = [
    "Mamadou|Mamadu|محمد|Mohamed|Mouhamed|مامادو|Md",
    "Diallo|Jallow|Jalloh|Djalo|ديالو|جالو",
    "Ndiaye|N'Diaye|N’Diaye|Njie|N Diaye|انجاي",
    "Ousmane|عثمان|Usman|Othman|Osman|Uthman",
    "Cheikh|شيخ|Sheikh|Cheick|Sheik",
    "Abdoulaye|عبد الله|Abdullah|Abdallah|عبدالله|Abdulai",
    "Abd al-Rahman|Abderrahmane|Abdurrahman|عبد الرحمن|Abdul Rahman|Abdirahman",
    "Abdelkader|عبد القادر|Abdulkadir|Abdoul Kader",
    "Noureddine|Nour Eddine|نور الدين|Nur al-Din|Nuraldin",
    "Ben Ali|Benali|بن علي|Bin Ali",
    "Dela Cruz|De la Cruz|Delacruz",
    "Hawa|Awa|Haoua|حواء",
    "Yahya|Yaya|يحيى",
    "Ouedraogo|Wedraogo|Ouédraogo",
    "Coulibaly|Kulibali|كوليبالي",
    "Cissé|Ceesay|Sesay|سيسي",
    "Aïssatou|Isatou|Aissata",
    "Thierno|Cherno|Chernor",
    "Bojang|Badjan|Badjang",
    "Lamine|الأمين|Lamin",
    "Elhadji|الحاج|El Hadj|Alhaji",
    "Amrani|El Amrani|العمراني|Elamrani",
    "Diop|Jobe",
    "Aboubacar|Abubakar|أبو بكر|Abou Bakar",
    "Ghizlane|Rizlane|غزلان",
    "قاسم|Kassim",
    "قاسم|Gassim",
    "مُحَمَّد|محمـــد",
]
DIFFERENT_NAMES = [
    ("Traoré", "Trawally"),
    ("Fatou", "Aminata"),
    ("Mohamed", "Ahmed"),
    ("محمد", "أحمد"),
    ("Konaté", "Koné"),
    ("Barry", "Baldé"),
    ("Moussa", "عيسى"),
    ("Diallo", "Camara"),
]
ANY_NAME = st.text(max_size=24)
NAMES = st.one_of(
    ANY_NAME,
    st.text(alphabet="abdhiklmnorsuw éï'-", max_size=20),
    st.text(alphabet="ابتجدرسعكلمنهويةأ ـَّ", max_size=16),
    st.sampled_from([name for row in SAME_NAME for name in row.split("|")]),
)


@pytest.mark.parametrize("row", SAME_NAME)
def test_the_spellings_of_one_name_share_a_key_two_by_two(row):
    spellings = row.split("|")
    apart = [(a, b) for a in spellings for b in spellings if not set(keys(a)) & set(keys(b))]
    assert apart == []


@pytest.mark.parametrize("row", SAME_NAME)
def test_the_spellings_of_one_name_are_alike(row):
    spellings = row.split("|")
    unlike = [(a, b) for a in spellings for b in spellings if name_similarity(a, b).score < 0.85]
    assert unlike == []


@pytest.mark.parametrize(("a", "b"), DIFFERENT_NAMES)
def test_different_names_share_no_key_and_are_said_to_differ(a, b):
    assert set(keys(a)) & set(keys(b)) == set()
    assert name_similarity(a, b).why == "name_differs"


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Mamadou Diallo", "mamadou  DIALLO", "name_same"),
        ("Aïssatou", "Aissatou", "name_same"),
        ("Mamadou Diallo", "Diallo Mamadou", "name_other_order"),
        ("Ben Ali", "Benali", "name_written_apart"),
        ("Mamadou Diallo", "Mamadu Jallow", "name_spelling"),
        ("خديجة", "Khadija", "name_other_script"),
        ("Mamadou Saliou", "Mamadou", "name_partly"),
        ("Marguerite", "Margarita", "name_spelling"),
        ("Ngono", "Ngomo", "name_close"),
        ("Mamadou", "Jean", "name_differs"),
        ("???", "???", "name_same"),
        ("???", "!!!", "name_differs"),
    ],
)
def test_a_similarity_says_why(a, b, why):
    assert name_similarity(a, b).why == why


def test_normalising_reads_accents_marks_and_letter_forms_away():
    assert normalise("  Aïssatou N’DIAYE-Bâ ") == "aissatou ndiaye ba"
    assert normalise("فَاطِمَة الزَّهْرَاء") == normalise("فاطمه الزهراء")
    assert normalise("Дмитрий") == "dmitriy"


def test_particles_and_compounds_become_one_word():
    assert words("Mohamed Ould Abd el Aziz") == ("mohamed", "abdaziz")
    assert words("Saif ud-Din El Idrissi") == ("saifdin", "idrissi")
    assert words("De los Santos Reyes") == ("delossantos", "reyes")


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_normalising_twice_changes_nothing(name):
    assert normalise(normalise(name)) == normalise(name)


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_a_name_with_a_visible_sign_always_has_a_key(name):
    assert bool(keys(name)) == bool(name.strip())


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_between_0_and_1(a, b):
    assert name_similarity(a, b) == name_similarity(b, a)
    assert 0.0 <= name_similarity(a, b).score <= 1.0


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_a_name_is_the_same_as_itself(name):
    if name.strip():
        assert name_similarity(name, name) == (1.0, "name_same")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzابتثجخذظغق", min_size=1, max_size=40))
def test_a_word_has_few_keys(word):
    assert 1 <= len(word_keys(normalise(word) or "x")) <= MOST_KEYS
