using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Settings;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>The form for one person, which also says where a file for several is dropped.</summary>
public static class AddForm
{
    private const string Name = "name";
    private const string GivenName = "given";
    private const string Surname = "surname";
    private const string Address = "address";
    private const string Manager = "manager";
    private const string Country = "country";
    private const string PersonLanguage = "language";

    /// <summary>Value of the choice that is none; an empty one would be left out by clients.</summary>
    private const string AsOrganisation = "-";

    /// <returns>Null for data without any field of the form.</returns>
    public static NewPerson? Read(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var inputs = new FormInputs(request.Data);
        if (!new[] { Name, Address, GivenName, Surname, Manager, Country, PersonLanguage }.Any(inputs.Has))
            return null;
        var language = inputs.Text(PersonLanguage);
        return new NewPerson(
            1, inputs.Text(Name) ?? "", inputs.Text(Address) ?? "", inputs.Text(GivenName), inputs.Text(Surname), inputs.Text(Manager), inputs.Text(Country), language == AsOrganisation ? null : language);
    }

    /// <param name="filled">What was filled in before; null = nothing.</param>
    /// <param name="fault">What is wrong with it, in words.</param>
    /// <param name="creates">Whether people are created, or only listed.</param>
    /// <param name="domain">Of whoever is given by alias; null = nobody can be.</param>
    public static AdaptiveCard For(NewPerson? filled, string? fault, bool creates, string? domain) => CardParts.Card(
        [
            CardParts.Heading(AddPeopleTexts.FormTitle),
            .. fault is null ? (IEnumerable<CardElement>)[] : [new Container([new TextBlock(fault)]) { Style = "attention" }],
            new TextBlock(creates ? AddPeopleTexts.FormCreates : AddPeopleTexts.FormLists),
            new TextBlock(Language.Format(AddPeopleTexts.FormSeveral, string.Join(", ", NewPeopleFile.Columns), NewPeopleFile.MostRows)),
            CardParts.Subheading(AddPeopleTexts.FormOne),
            .. Inputs(filled, domain),
        ],
        AddPeopleTexts.FormTitle,
        new ExecuteAction(AddPeopleTexts.ButtonCheck, AddPeopleCommand.VerbOf(AddPeopleCommand.Check)),
        ButtonPress.Keeping(new ExecuteAction(AddPeopleTexts.ButtonTemplate, AddPeopleCommand.VerbOf(AddPeopleCommand.Template))) with { AssociatedInputs = "none" },
        new ExecuteAction(AddPeopleTexts.ButtonCancel, AddPeopleCommand.VerbOf(DialogActions.Cancel)) { AssociatedInputs = "none" });

    private static IEnumerable<CardElement> Inputs(NewPerson? filled, string? domain) =>
    [
        new TextInput(AddPeopleTexts.LabelName)
        {
            Id = Name, Value = Some(filled?.DisplayName), MaxLength = NewPerson.LongestDisplayName, IsRequired = true, ErrorMessage = AddPeopleTexts.WantedName,
        },
        new TextInput(AddPeopleTexts.LabelAddress)
        {
            Id = Address,
            Value = Some(filled?.Address),
            MaxLength = NewPerson.LongestAddress,
            IsRequired = true,
            ErrorMessage = AddPeopleTexts.WantedAddress,
            Placeholder = domain is null ? null : Language.Format(AddPeopleTexts.PlaceholderAddress, domain),
        },
        new TextInput(AddPeopleTexts.LabelGivenName) { Id = GivenName, Value = Some(filled?.GivenName), MaxLength = NewPerson.LongestName },
        new TextInput(AddPeopleTexts.LabelSurname) { Id = Surname, Value = Some(filled?.Surname), MaxLength = NewPerson.LongestName },
        new TextInput(AddPeopleTexts.LabelManager) { Id = Manager, Value = Some(filled?.Manager), MaxLength = NewPerson.LongestAddress },
        new TextInput(AddPeopleTexts.LabelCountry)
        {
            Id = Country, Value = Some(filled?.UsageLocation), MaxLength = 2, Placeholder = "TW", Regex = "^[A-Za-z]{2}$", ErrorMessage = AddPeopleTexts.WantedCountry,
        },
        new ChoiceSetInput(
            AddPeopleTexts.LabelLanguage,
            [new(AddPeopleTexts.LanguageOfOrganisation, AsOrganisation), .. Language.All.Select(language => new Choice(Language.NameOf(language.Name), language.Name))])
        {
            Id = PersonLanguage, Value = Some(filled?.Language) ?? AsOrganisation,
        },
    ];

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
