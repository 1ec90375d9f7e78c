using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>How values of invokes are read: as leniently as the activities around them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LenientText)])]
[JsonSerializable(typeof(CardInvoke))]
[JsonSerializable(typeof(TokenExchange))]
[JsonSerializable(typeof(SignInFailure))]
[JsonSerializable(typeof(VerifyState))]
[JsonSerializable(typeof(FileConsent))]
[JsonSerializable(typeof(FileUploadInfo))]
[JsonSerializable(typeof(SubmittedAction))]
[JsonSerializable(typeof(FeedbackForm))]
internal sealed partial class InvokeJson : JsonSerializerContext;
