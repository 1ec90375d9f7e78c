using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.MyStatus;

/// <summary>Asks what the person would pass; the answer is the what-if command's.</summary>
internal static class PassCard
{
    private const int MostChoices = 20;

    public static AdaptiveCard For(MyStatusView view) => CardParts.Card(
        [
            CardParts.Heading(StatusTexts.WhatIfTitle),
            new TextBlock(StatusTexts.WhatIfExplained),
            .. view.Helpful.IsEmpty ? [] : (CardElement[])
            [
                new ChoiceSetInput(
                    StatusTexts.WhatIfChoose, [.. view.Helpful.Take(MostChoices).Select(exam => new Choice(exam.Item.FullName(), exam.Item.Id))])
                {
                    Id = PassQuestion.Chosen,
                    Value = view.Helpful[0].Item.Id,
                },
            ],
            new TextInput(StatusTexts.WhatIfOther)
            {
                Id = PassQuestion.Typed,
                MaxLength = PassQuestion.MostCharacters,
                Placeholder = StatusTexts.WhatIfPlaceholder,
                ErrorMessage = StatusTexts.WhatIfError,
            },
        ],
        StatusTexts.WhatIfTitle,
        ButtonPress.Keeping(new ExecuteAction(StatusTexts.ButtonShowDifference, PassQuestion.Verb)),
        new ExecuteAction(Texts.ButtonStatus, StatusCommand.Info.ShowVerb));
}
