namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of a batch's elements.</summary>
        public enum Reduction : long
        {
            /// <summary>They are the result.</summary>
            None = 0,

            /// <summary>Their mean is; with class weights, their weighted mean.</summary>
            Mean = 1,

            /// <summary>Their sum is.</summary>
            Sum = 2,
        }
    }
}
